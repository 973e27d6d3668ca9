import { ConditionFailedError, type ItemStore } from '#platform/store/item-store.ts';

import { waitKey, waitSchema } from './wait.ts';

/** Removes the wait of a process that has ended, so that nobody wakes or restarts it. */
export async function forgetWait(store: ItemStore, caseId: string, name: string): Promise<void> {
  const key = waitKey(caseId, name);
  const found = await store.get(key, waitSchema);
  if (found === undefined) return;
  try {
    await store.transact([{ kind: 'delete', key, revision: found.revision }]);
  } catch (error) {
    if (!(error instanceof ConditionFailedError)) throw error;
    await forgetWait(store, caseId, name);
  }
}
