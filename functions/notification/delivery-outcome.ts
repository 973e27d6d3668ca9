import { anyCaseSchema } from '#platform/case/case.ts';
import { runCaseCommand } from '#platform/case/case-command.ts';
import { deliveryKey, deliverySchema, type Delivery } from '#platform/notification/notification.ts';
import type { Platform } from '#platform/platform.ts';
import { ConditionFailedError, type Key, type Stored, type Write } from '#platform/store/item-store.ts';

import type { LegIds } from './leg-view.ts';

/** How a claimed delivery ended. */
export type DeliveryOutcome =
  { readonly outcome: 'published' } | { readonly outcome: 'failed' | 'unconfirmed'; readonly error?: string };

/**
 * Records how a claimed delivery ended, unless that is recorded already. One that may not have reached anybody becomes
 * an event of the case in the same transaction, so that the case says at once: telephone them.
 */
export async function recordOutcome(
  platform: Platform,
  ids: LegIds,
  deliveryId: string,
  outcome: DeliveryOutcome,
): Promise<void> {
  const key = keyOfDelivery(ids, deliveryId);
  if (outcome.outcome === 'published') await recordPublished(platform, key);
  else await recordUndelivered(platform, ids, key, outcome);
}

async function recordPublished(platform: Platform, key: Key): Promise<void> {
  const claimed = await findClaimed(platform, key);
  if (claimed === undefined) return;
  const write = outcomeWrite(claimed, { outcome: 'published' }, platform.clock.now());
  try {
    await platform.store.transact([write]);
  } catch (error) {
    // Somebody gave the claim up in the meantime; what they recorded stays.
    if (!(error instanceof ConditionFailedError)) throw error;
  }
}

async function recordUndelivered(
  platform: Platform,
  ids: LegIds,
  key: Key,
  outcome: DeliveryOutcome,
): Promise<void> {
  await runCaseCommand(platform, {
    schema: anyCaseSchema,
    caseId: ids.caseId,
    actor: { kind: 'system', process: 'notify' },
    action: 'process.recordDelivery',
    decide: async (state, at) => {
      const claimed = await findClaimed(platform, key);
      if (claimed === undefined) return undefined;
      return {
        next: state,
        event: deliveryFailedEvent({ ...claimed.body, ...outcome }),
        writes: [outcomeWrite(claimed, outcome, at)],
        reply: { status: 200, body: {} },
      };
    },
  });
}

/** The event by which a case shows that somebody has to be telephoned. Names the officer by id only. */
export function deliveryFailedEvent(delivery: Delivery): { type: string; data: Record<string, unknown> } {
  const {
    deliveryId,
    notificationId,
    kind,
    stationId,
    channel,
    purpose,
    level,
    role,
    officerId,
    outcome,
    error,
  } = delivery;
  return {
    type: 'deliveryFailed',
    data: {
      deliveryId,
      notificationId,
      kind,
      stationId,
      channel,
      purpose,
      level,
      outcome,
      ...(role === undefined ? {} : { role }),
      ...(officerId === undefined ? {} : { officerId }),
      ...(error === undefined ? {} : { error }),
    },
  };
}

function keyOfDelivery({ caseId, notificationId, stationId }: LegIds, deliveryId: string): Key {
  return deliveryKey(
    caseId,
    notificationId,
    stationId,
    Number(deliveryId.slice(deliveryId.lastIndexOf('.') + 1)),
  );
}

async function findClaimed({ store }: Platform, key: Key): Promise<Stored<Delivery> | undefined> {
  const found = await store.get(key, deliverySchema);
  return found?.body.outcome === 'claimed' ? found : undefined;
}

function outcomeWrite({ key, revision, body }: Stored<Delivery>, outcome: DeliveryOutcome, at: Date): Write {
  const ended: Delivery = { ...body, ...outcome, outcomeAt: at.toISOString() };
  return { kind: 'replace', item: { key, entity: 'delivery', body: ended }, revision };
}
