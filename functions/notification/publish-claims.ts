import type { Claim } from './claim.ts';
import { recordOutcome, type DeliveryOutcome } from './delivery-outcome.ts';
import type { LegIds, NotificationPorts } from './leg-view.ts';

/** What was claimed is published within this time or not at all: afterwards it might contradict what has happened since. */
export const PUBLISH_WITHIN_MS = 10_000;

/** Names that providers give their errors; anything else might quote a message or a number. */
const ERROR_NAME = /^[A-Za-z][A-Za-z0-9._]{0,59}$/;

/**
 * Publishes claimed deliveries, all at once, and records each outcome. A failed one is an outcome, not an error.
 * @param claimedAt `elapsed()` before the claim was written
 */
export async function publishClaims(
  ports: NotificationPorts,
  ids: LegIds,
  claims: readonly Claim[],
  claimedAt: number,
): Promise<void> {
  const ended = await Promise.all(
    claims.map(async (claim) => {
      const outcome = await publish(ports, claim, claimedAt);
      const { deliveryId } = claim.delivery;
      if (outcome.outcome === 'published') await recordOutcome(ports, ids, deliveryId, outcome);
      return { deliveryId, outcome };
    }),
  );
  // Each failure is an event of the case, and those come one after the other anyway.
  for (const { deliveryId, outcome } of ended)
    if (outcome.outcome !== 'published') await recordOutcome(ports, ids, deliveryId, outcome);
}

async function publish(ports: NotificationPorts, claim: Claim, claimedAt: number): Promise<DeliveryOutcome> {
  const left = PUBLISH_WITHIN_MS - (ports.elapsed() - claimedAt);
  if (left <= 0) return { outcome: 'unconfirmed', error: 'ClaimTooOld' };
  const signal = AbortSignal.timeout(left);
  try {
    await claim.publish(ports.publisher, signal);
    return { outcome: 'published' };
  } catch (error) {
    // A request that was cut off may have arrived all the same.
    return { outcome: signal.aborted ? 'unconfirmed' : 'failed', error: errorName(error) };
  }
}

function errorName(error: unknown): string {
  return error instanceof Error && ERROR_NAME.test(error.name) ? error.name : 'UnnamedError';
}
