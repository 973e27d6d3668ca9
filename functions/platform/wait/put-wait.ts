import { ConditionFailedError, type ItemStore } from '#platform/store/item-store.ts';

import { waitItem, waitKey, waitSchema, type Wait } from './wait.ts';

/**
 * Writes what `change` makes of the wait that is there now; again if somebody else wrote in between.
 * `change` returns undefined to leave it as it is.
 */
export async function putWait(
  store: ItemStore,
  caseId: string,
  name: string,
  change: (present: Wait | undefined) => Wait | undefined,
): Promise<void> {
  const found = await store.get(waitKey(caseId, name), waitSchema);
  const next = change(found?.body);
  if (next === undefined) return;
  const item = waitItem(next);
  try {
    await store.transact([
      found === undefined ? { kind: 'create', item } : { kind: 'replace', item, revision: found.revision },
    ]);
  } catch (error) {
    if (!(error instanceof ConditionFailedError)) throw error;
    await putWait(store, caseId, name, change);
  }
}
