import * as z from 'zod';

import { errorName } from '#functions/notification/error-name.ts';
import { OutcomeUnknownError, type Publisher } from '#functions/notification/publisher.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/platform.ts';
import { ConditionFailedError, type Key, type Stored } from '#platform/store/item-store.ts';

/** A provider that has not answered by then is not waited for. */
const PUBLISH_WITHIN_MS = 10_000;

/** What of the registry is told a station's topic. */
export interface Telling {
  readonly partnershipId: string;
  readonly stationId: string;
  /** The same for what is told once: `DIGEST#2027-03-01`. */
  readonly name: string;
  readonly subject: string;
  readonly text: string;
}

const toldSchema = z.object({
  deliveryId: z.string(),
  stationId: z.string(),
  claimedAt: z.iso.datetime(),
  /** `unconfirmed`: it may have gone out, and is not repeated. `failed`: it did not, and is tried again. */
  outcome: z.enum(['claimed', 'published', 'unconfirmed', 'failed']),
  /** Name of the provider's error. */
  error: z.string().optional(),
});
type Told = z.infer<typeof toldSchema>;

/** Key of what was told a station. */
export function toldKey({
  partnershipId,
  stationId,
  name,
}: Pick<Telling, 'partnershipId' | 'stationId' | 'name'>): Key {
  return { pk: `REG#${partnershipId}#TOLD#${stationId}`, sk: name };
}

/**
 * Tells a station's topic, once: the claim is written before anything is published, so that what may have gone out is never
 * repeated.
 * @throws the provider's error when it certainly did not go out; then it may be tried again
 */
export async function tellOnce(
  { store, clock, publisher }: Platform & { readonly publisher: Publisher },
  telling: Telling,
): Promise<void> {
  const key = toldKey(telling);
  const before = await store.get(key, toldSchema);
  if (before !== undefined && before.body.outcome !== 'failed') return;
  const { stationId, subject, text } = telling;
  const deliveryId = before?.body.deliveryId ?? newId('D', clock.now());
  const claim: Told = { deliveryId, stationId, claimedAt: clock.now().toISOString(), outcome: 'claimed' };
  if (!(await write(claim, before))) return;
  const claimed = { key, revision: (before?.revision ?? 0) + 1, body: claim };
  const signal = AbortSignal.timeout(PUBLISH_WITHIN_MS);
  try {
    await publisher.publishToTopic(stationId, { deliveryId, subject, text }, signal);
  } catch (error) {
    const isUnknown = signal.aborted || error instanceof OutcomeUnknownError;
    await write(
      { ...claim, outcome: isUnknown ? 'unconfirmed' : 'failed', error: errorName(error) },
      claimed,
    );
    if (isUnknown) return;
    throw error;
  }
  await write({ ...claim, outcome: 'published' }, claimed);

  /** @returns false when somebody else was quicker */
  async function write(body: Told, over: Stored<Told> | undefined): Promise<boolean> {
    const item = { key, entity: 'digest' as const, body };
    try {
      await store.transact([
        over === undefined ? { kind: 'create', item } : { kind: 'replace', item, revision: over.revision },
      ]);
      return true;
    } catch (error) {
      if (error instanceof ConditionFailedError) return false;
      throw error;
    }
  }
}
