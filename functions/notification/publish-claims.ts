import type { Claim } from './claim.ts';
import { recordPublished, recordUndelivered, type Undelivered } from './delivery-outcome.ts';
import { errorName } from './error-name.ts';
import type { LegIds, NotificationPorts } from './leg-view.ts';
import { UNDELIVERED_MESSAGE } from './logged-publisher.ts';
import { OutcomeUnknownError } from './publisher.ts';

/** What was claimed is published within this time or not at all: afterwards it might contradict what has happened since. */
export const PUBLISH_WITHIN_MS = 10_000;

/**
 * Publishes claimed deliveries, all at once, and records each outcome. A failed one is an outcome, not an error.
 * @param claimedAt `elapsed()` before the claim was written
 * @throws what kept an outcome from being recorded, after all others were
 */
export async function publishClaims(
  ports: NotificationPorts,
  ids: LegIds,
  claims: readonly Claim[],
  claimedAt: number,
): Promise<void> {
  // All of them: what is still being published when the function returns would be frozen with it, and go out late.
  const outcomes = await Promise.allSettled(claims.map((claim) => publish(ports, ids, claim, claimedAt)));
  // Each of these is an event of the case, and those come one after the other anyway.
  for (const [index, { delivery }] of claims.entries()) {
    const outcome = outcomes[index];
    if (outcome?.status === 'fulfilled' && outcome.value !== undefined)
      await recordUndelivered(ports, ids, delivery, outcome.value);
  }
  const unrecorded = outcomes.find((outcome) => outcome.status === 'rejected');
  if (unrecorded !== undefined) throw unrecorded.reason;
}

async function publish(
  ports: NotificationPorts,
  ids: LegIds,
  claim: Claim,
  claimedAt: number,
): Promise<Undelivered | undefined> {
  const left = PUBLISH_WITHIN_MS - (ports.elapsed() - claimedAt);
  if (left <= 0) {
    const { deliveryId, channel } = claim.delivery;
    ports.undelivered?.error(UNDELIVERED_MESSAGE, {
      deliveryId,
      channel,
      fault: 'ClaimTooOld',
      outcomeKnown: false,
    });
    return { outcome: 'unconfirmed', error: 'ClaimTooOld' };
  }
  const signal = AbortSignal.timeout(Math.ceil(left));
  try {
    await claim.publish(ports.publisher, signal);
  } catch (error) {
    // A request that was cut off may have arrived all the same.
    const unknown = signal.aborted || error instanceof OutcomeUnknownError;
    return { outcome: unknown ? 'unconfirmed' : 'failed', error: errorName(error) };
  }
  if (claim.committedAt !== undefined)
    ports.onFirstPublished?.(ports.clock.now().getTime() - Date.parse(claim.committedAt));
  await recordPublished(ports, ids, claim.delivery);
  return undefined;
}
