import { outboxItem, type OutboxRow } from '#platform/outbox/effect.ts';
import { ConditionFailedError, type ItemStore, type Stored } from '#platform/store/item-store.ts';

/**
 * Makes a row that was given up pending again, with all its attempts: the sweeper takes it up within a minute.
 * @returns false when the row was changed meanwhile, so that it has to be looked at again
 */
export async function putBack(store: ItemStore, row: Stored<OutboxRow>): Promise<boolean> {
  const item = outboxItem(row.key, { ...row.body, status: 'pending', attempts: 0 });
  try {
    await store.transact([{ kind: 'replace', item, revision: row.revision }]);
    return true;
  } catch (error) {
    if (error instanceof ConditionFailedError) return false;
    throw error;
  }
}
