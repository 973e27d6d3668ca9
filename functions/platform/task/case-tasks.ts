import type { ItemStore, Write } from '#platform/store/item-store.ts';
import type { CaseBase } from '#platform/case/case.ts';

import { stationTasksKey, stationTasksSchema, type Task } from './task.ts';

/** A station's tasks for a case as read, with the revision of their item; 0 before there are any. */
export interface KeptTasks {
  readonly stationId: string;
  readonly tasks: readonly Task[];
  readonly revision: number;
}

/** The tasks of both stations of a case. */
export function tasksOf(
  store: ItemStore,
  state: Pick<CaseBase, 'caseId' | 'requestingStationId' | 'assistingStationId'>,
): Promise<KeptTasks[]> {
  return Promise.all(
    [state.requestingStationId, state.assistingStationId].map(async (stationId) => {
      const found = await store.get(stationTasksKey(state.caseId, stationId), stationTasksSchema);
      return { stationId, tasks: found?.body.tasks ?? [], revision: found?.revision ?? 0 };
    }),
  );
}

/** The write that keeps these tasks in place of those that were read. */
export function replaceTasks(caseId: string, kept: KeptTasks, tasks: readonly Task[]): Write {
  const item = {
    key: stationTasksKey(caseId, kept.stationId),
    entity: 'tasks' as const,
    body: { caseId, stationId: kept.stationId, tasks },
  };
  return kept.revision === 0 ? { kind: 'create', item } : { kind: 'replace', item, revision: kept.revision };
}

/** Whether somebody still has to do the task. */
export function isPending({ status }: Task): boolean {
  return status === 'open' || status === 'assigned';
}

/** Deadlines of tasks that somebody still has to do: when one passes, its desk has to be told. */
export function deadlinesOf(tasks: readonly Task[]): string[] {
  return tasks.filter(isUntold).map(({ dueAt }) => dueAt);
}

/** Whether a task's deadline has passed and its desk has not been told yet. */
export function isOverdue(task: Task, at: Date): boolean {
  return isUntold(task) && Date.parse(task.dueAt) <= at.getTime();
}

function isUntold(task: Task): boolean {
  return isPending(task) && task.escalatedAt === undefined;
}
