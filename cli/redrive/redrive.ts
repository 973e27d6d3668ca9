import { casePartition } from '#platform/case/case.ts';
import { outboxRowSchema } from '#platform/outbox/effect.ts';
import { queryAll, type ItemStore, type Key } from '#platform/store/item-store.ts';

import type { DeadLetter, DeadLetterQueue } from './dead-letter-queue.ts';
import { judgeRow, type Verdict } from './judge-row.ts';
import { putBack } from './put-back.ts';

/** Where what was given up is, and where it goes back to. */
export interface RedrivePorts {
  readonly store: ItemStore;
  readonly queue: Pick<DeadLetterQueue, 'takeAll' | 'remove' | 'release'>;
}

/** One thing that was given up. */
export interface Finding {
  /** `undefined` for a message that nobody here wrote: it is left where it is. */
  readonly key: Key | undefined;
  readonly verdict: Verdict | { readonly kind: 'unreadable' };
  /** Whether it was dealt with. */
  readonly done: boolean;
}

/** What is wanted of a run. */
export interface RedriveOptions {
  /** Deals with what is found; without it, it is only looked at. */
  readonly apply: boolean;
  /** A case whose rows are looked through too: their messages leave the queue by themselves after two weeks. */
  readonly caseId?: string | undefined;
}

/**
 * Goes through the dead letters. A row whose effect is still wanted becomes pending, and only then its message goes, so
 * that a run which dies loses nothing and is simply repeated.
 */
export async function* redrive(
  { store, queue }: RedrivePorts,
  { apply, caseId }: RedriveOptions,
): AsyncGenerator<Finding> {
  const held = new Set(await queue.takeAll());
  try {
    for (const letter of held) {
      const finding = await settle(store, letter.row, apply);
      if (finding.done) {
        await queue.remove(letter);
        held.delete(letter);
      }
      yield finding;
    }
    if (caseId !== undefined) yield* redriveCase(store, caseId, apply);
  } finally {
    await Promise.all([...held].map((letter: DeadLetter) => queue.release(letter)));
  }
}

async function* redriveCase(store: ItemStore, caseId: string, apply: boolean): AsyncGenerator<Finding> {
  const rows = await queryAll(store, casePartition(caseId), 'OUTBOX#', outboxRowSchema);
  for (const { key, body } of rows) {
    if (body.status !== 'deadLettered') continue;
    const finding = await settle(store, key, apply);
    // There is no message to be removed for those that stay as they are.
    yield { ...finding, done: finding.done && finding.verdict.kind === 'due' };
  }
}

async function settle(store: ItemStore, key: Key | undefined, apply: boolean): Promise<Finding> {
  if (key === undefined) return { key, verdict: { kind: 'unreadable' }, done: false };
  const verdict = await judgeRow(store, key);
  if (!apply) return { key, verdict, done: false };
  if (verdict.kind !== 'due' || (await putBack(store, verdict.row))) return { key, verdict, done: true };
  // The sweeper, or somebody else with this command, was quicker.
  return settle(store, key, apply);
}
