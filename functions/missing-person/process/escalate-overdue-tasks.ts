import type { Platform } from '#platform/platform.ts';
import type { Task } from '#platform/task/task.ts';
import { notifying } from '#functions/missing-person/commands/case-change.ts';

import { isPending, replaceTasks, tasksOf } from './case-tasks.ts';
import { takeStep, type ProcessRun } from './process-step.ts';

/** Marks the tasks that are past their deadline and tells the desk of each station that has any: once for each task. */
export async function escalateOverdueTasks(platform: Platform, run: ProcessRun): Promise<void> {
  await takeStep(platform, run, 'escalateOverdueTasks', async (state, at) => {
    if (state.status !== 'searching') return undefined;
    const late = (await tasksOf(platform.store, state))
      .map((kept) => ({ kept, taskIds: kept.tasks.filter((task) => isOverdue(task, at)).map(idOf) }))
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
      [
        {
          kind: 'tasksOverdue',
          stationIds: Object.keys(byStation),
          toTopic: false,
        },
      ],
      at,
    );
  });
}

/** Whether a task's deadline has passed and its desk has not been told yet. */
export function isOverdue(task: Task, at: Date): boolean {
  return isPending(task) && task.escalatedAt === undefined && Date.parse(task.dueAt) <= at.getTime();
}

function idOf({ taskId }: Task): string {
  return taskId;
}
