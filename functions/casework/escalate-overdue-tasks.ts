import { notifying, type CaseChange } from '#platform/case/case-change.ts';
import type { CaseBase } from '#platform/case/case.ts';
import type { Platform } from '#platform/platform.ts';
import { isOverdue, replaceTasks, tasksOf } from '#platform/task/case-tasks.ts';

/** Marks the tasks that are past their deadline and tells the desk of each station that has any: once for each task. */
export async function overdueTasksTold<C extends CaseBase>(
  { store }: Platform,
  state: C,
  at: Date,
): Promise<CaseChange<C> | undefined> {
  const late = (await tasksOf(store, state))
    .map((kept) => ({
      kept,
      taskIds: kept.tasks.filter((task) => isOverdue(task, at)).map(({ taskId }) => taskId),
    }))
    .filter(({ taskIds }) => taskIds.length > 0);
  if (late.length === 0) return undefined;
  const escalatedAt = at.toISOString();
  const writes = late.map(({ kept, taskIds }) =>
    replaceTasks(
      state.caseId,
      kept,
      kept.tasks.map((task) => (taskIds.includes(task.taskId) ? { ...task, escalatedAt } : task)),
    ),
  );
  const byStation = Object.fromEntries(late.map(({ kept, taskIds }) => [kept.stationId, taskIds]));
  return notifying(
    { next: state, writes, event: { type: 'tasksOverdue', data: { taskIds: byStation } } },
    [{ kind: 'tasksOverdue', stationIds: Object.keys(byStation), toTopic: false }],
    at,
  );
}
