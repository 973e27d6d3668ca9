import type { AnyCase } from '#platform/case/case.ts';
import { isActive } from '#platform/case/case-status.ts';
import { ConflictError, NotFoundError } from '#platform/errors.ts';
import type { ItemStore, Stored, Write } from '#platform/store/item-store.ts';
import { queryAll } from '#platform/store/item-store.ts';
import {
  stationTasksKey,
  stationTasksSchema,
  TASKS_PREFIX,
  type StationTasks,
  type Task,
} from '#platform/task/task.ts';

/** A task together with the item that holds it. */
export interface FoundTask {
  readonly tasks: Stored<StationTasks>;
  readonly task: Task;
}

/** The tasks of every station of a case. */
export async function allTasks(store: ItemStore, caseId: string): Promise<Stored<StationTasks>[]> {
  return queryAll(store, stationTasksKey(caseId, '').pk, TASKS_PREFIX, stationTasksSchema);
}

/** The task of that id. @throws NotFoundError when the case has none */
export async function findTask(store: ItemStore, caseId: string, taskId: string): Promise<FoundTask> {
  for (const tasks of await allTasks(store, caseId)) {
    const task = tasks.body.tasks.find((candidate) => candidate.taskId === taskId);
    if (task !== undefined) return { tasks, task };
  }
  throw new NotFoundError('The case has no such task.');
}

/**
 * Refuses what can no longer be done to a task.
 * @throws ConflictError `task-reported` (with who and when), `task-withdrawn`, or `case-not-active`
 */
export function requireUnfinished(state: AnyCase, task: Task): void {
  if (task.status === 'done')
    throw new ConflictError('task-reported', 'This task has been reported already.', {
      reportedAt: task.reportedAt,
      reportedBy: task.reportedBy,
    });
  if (task.status === 'superseded' || task.status === 'cancelled')
    throw new ConflictError('task-withdrawn', 'This task is no longer wanted.', { taskStatus: task.status });
  if (!isActive(state))
    throw new ConflictError('case-not-active', 'The case needs no tasks any more.', {
      caseStatus: state.status,
    });
}

/**
 * Refuses a report that can no longer be taken. What somebody found while on the way for an earlier plan counts as long
 * as the search goes on; that they found nothing there is of no use to the present plan.
 * @throws ConflictError as `requireUnfinished`
 */
export function requireReportable(state: AnyCase, task: Task, finding: NonNullable<Task['finding']>): void {
  const isLateFinding = task.status === 'superseded' && finding === 'something';
  requireUnfinished(state, isLateFinding ? { ...task, status: 'open' } : task);
}

/** The write that puts `task` in place of the task of its id. */
export function replaceTask({ tasks }: FoundTask, task: Task): Write {
  const body = {
    ...tasks.body,
    tasks: tasks.body.tasks.map((other) => (other.taskId === task.taskId ? task : other)),
  };
  return { kind: 'replace', item: { key: tasks.key, entity: 'tasks', body }, revision: tasks.revision };
}
