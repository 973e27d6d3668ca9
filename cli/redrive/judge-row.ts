import { anyCaseSchema, caseKey, processExecutionName } from '#platform/case/case.ts';
import { outboxRowSchema, type Effect, type OutboxRow } from '#platform/outbox/effect.ts';
import { queryAll, type ItemStore, type Key, type Stored } from '#platform/store/item-store.ts';
import { isSuccessor, waitKey, waitSchema } from '#platform/wait/wait.ts';

/** What is to be done about a row that was given up. */
export type Verdict =
  /** Its effect is still wanted: it goes back among the pending rows. */
  | { readonly kind: 'due'; readonly row: Stored<OutboxRow> }
  /** Its effect would change nothing any more; the row stays as it is, a record of what did not happen. */
  | { readonly kind: 'void'; readonly row: Stored<OutboxRow>; readonly because: string }
  /** It was put back or delivered meanwhile. */
  | { readonly kind: 'pending' | 'delivered'; readonly row: Stored<OutboxRow> }
  /** There is no such row: it was delivered, and dropped a week later. */
  | { readonly kind: 'gone' };

/** Looks a row up and decides, without changing anything. */
export async function judgeRow(store: ItemStore, key: Key): Promise<Verdict> {
  const row = await store.get(key, outboxRowSchema);
  if (row === undefined) return { kind: 'gone' };
  if (row.body.status !== 'deadLettered') return { kind: row.body.status, row };
  const because = await whyVoid(store, row.body.effect);
  return because === undefined ? { kind: 'due', row } : { kind: 'void', row, because };
}

/**
 * Why an effect is not wanted any more. A notification is never void here: whether it may still go out, and a stand-down
 * may after the end, is decided by its own process on the case as it is then.
 */
async function whyVoid(store: ItemStore, effect: Effect): Promise<string | undefined> {
  if (effect.type === 'wake') {
    const waits = await queryAll(store, waitKey(effect.caseId, '').pk, 'WAIT#', waitSchema);
    const waiting = waits.some(({ body }) => body.seenVersion < effect.version);
    return waiting ? undefined : 'no process of the case waits for it any more';
  }
  if (effect.machine === 'notify') return undefined;
  const state = await store.get(caseKey(String(effect.input['caseId'])), anyCaseSchema);
  if (state === undefined) return undefined;
  if (state.body.status === 'closed') return 'the case is closed';
  const current = processExecutionName(state.body);
  return isSuccessor(current, effect.executionName) ? `${current} has taken over` : undefined;
}
