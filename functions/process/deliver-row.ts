import { outboxItem, outboxRowSchema, type OutboxRow } from '#platform/outbox/effect.ts';
import { ConditionFailedError, type ItemStore, type Key, type Stored } from '#platform/store/item-store.ts';

import { deliverEffect, type EffectPorts } from './deliver-effect.ts';

/** Delivered rows are kept this long, for questions about what happened. */
const RETENTION_SECONDS = 7 * 86_400;

/**
 * Delivers one outbox row and marks it; returns how many milliseconds after its commit. A row that is not pending any more is
 * left alone, so that stream and sweeper may both come to it.
 * @throws whatever the delivery threw, after the attempt was counted
 */
export async function deliverRow(ports: EffectPorts, key: Key): Promise<number | undefined> {
  const row = await ports.store.get(key, outboxRowSchema);
  if (row?.body.status !== 'pending') return undefined;
  try {
    await deliverEffect(ports, row.body.effect);
  } catch (error) {
    await markRow(ports.store, row, { ...row.body, attempts: row.body.attempts + 1 });
    throw error;
  }
  const deliveredAt = ports.clock.now().getTime();
  const done: OutboxRow = { ...row.body, status: 'delivered', attempts: row.body.attempts + 1 };
  await markRow(ports.store, row, done, Math.floor(deliveredAt / 1000) + RETENTION_SECONDS);
  return deliveredAt - Date.parse(row.body.createdAt);
}

/** Writes what became of a row, unless somebody else was quicker: then theirs holds. */
export async function markRow(
  store: ItemStore,
  row: Stored<OutboxRow>,
  body: OutboxRow,
  expiresAt?: number,
): Promise<void> {
  const item = { ...outboxItem(row.key, body), ...(expiresAt === undefined ? {} : { expiresAt }) };
  try {
    await store.transact([{ kind: 'replace', item, revision: row.revision }]);
  } catch (error) {
    if (!(error instanceof ConditionFailedError)) throw error;
  }
}
