import type { SearchTask } from '#functions/missing-person/search/search-plan.ts';
import { addSeconds } from '#platform/clock.ts';
import { newId } from '#platform/ids.ts';
import type { Task } from '#platform/task/task.ts';
import { withoutOldest } from '#platform/task/without-oldest.ts';

/** A new plan, as far as merging its tasks needs it. */
export interface NewPlan {
  readonly planNumber: number;
  /** Number of the first plan from the present origin: what was done for an earlier plan has to be done again. */
  readonly originPlan: number;
  readonly plannedAt: Date;
}

/**
 * A station's tasks under a new plan. Tasks that somebody has begun (assigned) go on as they are, and those done since the
 * origin is known stay done, unless the plan wants more to be looked at. Tasks nobody has begun are renewed with the new
 * plan's deadline if they are still the same work, so that whoever is on the way can report them; else they are superseded,
 * lest a report be taken for something that nobody looked at. What is new is added.
 */
export function mergeTasks(before: readonly Task[], planned: readonly SearchTask[], plan: NewPlan): Task[] {
  const wanted = new Map(planned.map((task) => [task.key, task]));
  const covered = new Set<string>();
  const kept = before.map((task) => {
    const renewal = wanted.get(task.planKey);
    if (task.status === 'open' && renewal !== undefined && isSameWork(task, renewal)) {
      covered.add(task.planKey);
      return taskOf(renewal, task.taskId, plan);
    }
    if (task.status === 'open') return { ...task, status: 'superseded' as const };
    if (renewal !== undefined && settles(task, renewal, plan)) covered.add(task.planKey);
    return task;
  });
  const added = planned
    .filter(({ key }) => !covered.has(key))
    .map((task) => taskOf(task, newId('T', plan.plannedAt), plan));
  return withoutOldest([...kept, ...added]);
}

/** Whether a task that was begun or done leaves nothing of the planned one to do. */
function settles(task: Task, planned: SearchTask, { originPlan }: NewPlan): boolean {
  if (task.status === 'assigned') return true;
  const looked = new Set(task.featureIds);
  const isRecent = task.status === 'done' && task.planNumber >= originPlan;
  return isRecent && planned.featureIds.every((id) => looked.has(id));
}

function isSameWork(task: Task, { featureIds }: SearchTask): boolean {
  return (
    task.featureIds.length === featureIds.length && featureIds.every((id) => task.featureIds.includes(id))
  );
}

function taskOf(planned: SearchTask, taskId: string, { planNumber, plannedAt }: NewPlan): Task {
  return {
    taskId,
    planKey: planned.key,
    planNumber,
    kind: planned.kind,
    label: { 'zh-CN': planned.label.zh, en: planned.label.en },
    featureIds: planned.featureIds,
    probability: planned.probability,
    dueAt: addSeconds(plannedAt, planned.deadlineMinutes * 60).toISOString(),
    status: 'open',
  };
}
