import type { ItemStore, Write } from '#platform/store/item-store.ts';
import { stationTasksKey, stationTasksSchema, type Task } from '#platform/task/task.ts';
import type { MissingPersonCase } from '#functions/missing-person/model/missing-person-case.ts';
import { stationsOf } from '#functions/missing-person/commands/case-change.ts';

/** A station's tasks for a case as read, with the revision of their item; 0 before there are any. */
export interface KeptTasks {
  readonly stationId: string;
  readonly tasks: readonly Task[];
  readonly revision: number;
}

/** The tasks of both stations of a case. */
export function tasksOf(store: ItemStore, state: MissingPersonCase): Promise<KeptTasks[]> {
  return Promise.all(
    stationsOf(state).map(async (stationId) => {
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
