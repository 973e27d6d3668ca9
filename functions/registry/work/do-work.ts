import type { DeadLetters } from '#functions/process/dead-letters.ts';
import { PENDING_WORK, workItem, workRowSchema, type WorkRow } from '#functions/registry/store/work-store.ts';
import { addSeconds, type Clock } from '#platform/clock.ts';
import { ConditionFailedError, type ItemStore, type Key, type Stored } from '#platform/store/item-store.ts';

import type { Work } from './work.ts';

/** A piece of work takes seconds; one that is pending for longer was missed, or its function died. */
const GRACE_SECONDS = 120;
/** Work is given up, with an alarm, when it has failed this often. Once a minute: about twenty minutes. */
const ATTEMPTS = 20;
/** One round takes up this much; the next one goes on. */
const BATCH = 25;

/** What doing work needs. */
export interface WorkPorts {
  readonly store: ItemStore;
  readonly clock: Clock;
  readonly deadLetters: DeadLetters;
  /** Carries out a piece of work; repeating it does no harm. */
  readonly carryOut: (work: Work) => Promise<void>;
}

/**
 * Carries out a piece of work and marks it. What is not pending any more is left alone, so that the stream and the round of
 * each minute may both come to it.
 * @throws whatever the work threw, after the attempt was counted
 */
export async function doWork(ports: WorkPorts, key: Key): Promise<void> {
  const row = await ports.store.get(key, workRowSchema);
  if (row?.body.status !== 'pending') return;
  const attempted: WorkRow = { ...row.body, attempts: row.body.attempts + 1 };
  try {
    await ports.carryOut(row.body.work);
  } catch (error) {
    await mark(ports.store, row, attempted);
    throw error;
  }
  await mark(ports.store, row, { ...attempted, status: 'done' });
}

/** What a round did; all zero when nothing was late. */
export interface RoundResult {
  done: number;
  failed: number;
  deadLettered: number;
}

/** Takes up the work that is late. */
export async function doLateWork(ports: WorkPorts): Promise<RoundResult> {
  const upTo = addSeconds(ports.clock.now(), -GRACE_SECONDS).toISOString();
  const page = await ports.store.queryIndex('gsi2', PENDING_WORK, workRowSchema, { upTo, limit: BATCH });
  const result: RoundResult = { done: 0, failed: 0, deadLettered: 0 };
  for (const row of page.items) {
    try {
      if (row.body.attempts >= ATTEMPTS) {
        await ports.deadLetters.add(row.key);
        await mark(ports.store, row, { ...row.body, status: 'deadLettered' });
        result.deadLettered++;
      } else {
        await doWork(ports, row.key);
        result.done++;
      }
    } catch {
      result.failed++; // The attempt is counted on the row; the next round tries again.
    }
  }
  return result;
}

/** Writes what became of the work, unless somebody else was quicker: then theirs holds. */
async function mark(store: ItemStore, { revision }: Stored<WorkRow>, row: WorkRow): Promise<void> {
  try {
    await store.transact([{ kind: 'replace', item: workItem(row), revision }]);
  } catch (error) {
    if (!(error instanceof ConditionFailedError)) throw error;
  }
}
