import { deliveryKey, deliverySchema, type Delivery } from '#platform/notification/notification.ts';
import type { Platform } from '#platform/platform.ts';

import { recordUndelivered } from './delivery-outcome.ts';
import type { LegView, NotificationPorts } from './leg-view.ts';
import { UNDELIVERED_MESSAGE } from './logged-publisher.ts';
import { PUBLISH_WITHIN_MS } from './publish-claims.ts';

/** How far a leg's deliveries have their outcome. */
export interface Settlement {
  /** Deliveries up to this number have one. */
  readonly settled: number;
  /** Whether a claim was given up just now, which changed the case. */
  readonly gaveUp: boolean;
  /** Whether an SMS of the last call was taken over by its provider, or may still be. */
  readonly heard: boolean;
  /** When the oldest claim that may still be published has to be given up. */
  readonly openUntil?: string;
}

/**
 * Gives up claims whose process died before their outcome was recorded, once they are too old to be published: whether
 * they were is unknown, so the case says "telephone them".
 */
export async function settleClaims(ports: NotificationPorts, view: LegView, at: Date): Promise<Settlement> {
  let { settled } = view.leg;
  let gaveUp = false;
  let heard = false;
  let openUntil: number | undefined;
  for (let number = view.leg.settled + 1; number <= view.leg.deliveries; number++) {
    const delivery = await readDelivery(ports, view, number);
    const until = Date.parse(delivery.claimedAt) + PUBLISH_WITHIN_MS;
    const mayBePublished = delivery.outcome === 'claimed' && until > at.getTime();
    heard ||= isOfLastCall(delivery, view) && (mayBePublished || delivery.outcome === 'published');
    if (mayBePublished) {
      openUntil = Math.min(until, openUntil ?? until);
      continue;
    }
    if (delivery.outcome === 'claimed') {
      await giveUp(ports, view, delivery);
      gaveUp = true;
    }
    if (settled === number - 1) settled = number;
  }
  return {
    settled,
    gaveUp,
    heard,
    ...(openUntil === undefined ? {} : { openUntil: new Date(openUntil).toISOString() }),
  };
}

/** The process that claimed it died: nobody else could log that its message may be lost. */
async function giveUp(ports: NotificationPorts, { ids }: LegView, delivery: Delivery): Promise<void> {
  const { deliveryId, channel } = delivery;
  if (!(await recordUndelivered(ports, ids, delivery, { outcome: 'unconfirmed' }))) return;
  ports.undelivered?.error(UNDELIVERED_MESSAGE, {
    deliveryId,
    channel,
    fault: 'ProcessDied',
    outcomeKnown: false,
  });
}

/** Deliveries of earlier levels have their outcome, and were in vain: else the last level would not have been called. */
function isOfLastCall({ channel, level }: Delivery, { leg }: LegView): boolean {
  return channel === 'sms' && level === leg.level;
}

async function readDelivery({ store }: Platform, { ids, leg }: LegView, number: number): Promise<Delivery> {
  const found = await store.get(
    deliveryKey(ids.caseId, ids.notificationId, ids.stationId, number),
    deliverySchema,
  );
  if (found === undefined)
    throw new Error(`Delivery ${number} of ${leg.deliveries} of ${ids.notificationId} is missing.`);
  return found.body;
}
