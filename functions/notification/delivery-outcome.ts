import { anyCaseSchema } from '#platform/case/case.ts';
import { runCaseCommand } from '#platform/case/case-command.ts';
import { deliveryKey, deliverySchema, type Delivery } from '#platform/notification/notification.ts';
import type { Platform } from '#platform/platform.ts';
import { ConditionFailedError, type Key } from '#platform/store/item-store.ts';

import type { LegIds } from './leg-view.ts';

/** A delivery is written when it is claimed, and once more with its outcome. */
const CLAIMED_REVISION = 1;

/** How a claimed delivery ended when it may not have reached anybody. */
export interface Undelivered {
  readonly outcome: 'failed' | 'unconfirmed';
  readonly error?: string;
}

/** Records that a claimed delivery was published, unless somebody gave the claim up in the meantime: that stays. */
export async function recordPublished(platform: Platform, ids: LegIds, claimed: Delivery): Promise<void> {
  const at = platform.clock.now().toISOString();
  const body: Delivery = { ...claimed, outcome: 'published', outcomeAt: at };
  const item = { key: keyOf(ids, claimed), entity: 'delivery' as const, body };
  try {
    await platform.store.transact([{ kind: 'replace', item, revision: CLAIMED_REVISION }]);
  } catch (error) {
    if (!(error instanceof ConditionFailedError)) throw error;
  }
}

/**
 * Records that a claimed delivery may not have reached anybody, unless its outcome is known already. The same transaction
 * adds an event to the case, so that it says at once: telephone them.
 * @returns whether it was recorded
 */
export async function recordUndelivered(
  platform: Platform,
  ids: LegIds,
  { deliveryId }: Pick<Delivery, 'deliveryId'>,
  undelivered: Undelivered,
): Promise<boolean> {
  const key = keyOf(ids, { deliveryId });
  const reply = await runCaseCommand(platform, {
    schema: anyCaseSchema,
    caseId: ids.caseId,
    actor: { kind: 'system', process: 'notify' },
    action: 'process.recordDelivery',
    decide: async (state, at) => {
      const claimed = await platform.store.get(key, deliverySchema);
      if (claimed?.body.outcome !== 'claimed') return undefined;
      const body: Delivery = { ...claimed.body, ...undelivered, outcomeAt: at.toISOString() };
      return {
        next: state,
        event: deliveryFailedEvent(body),
        writes: [{ kind: 'replace', item: { key, entity: 'delivery', body }, revision: claimed.revision }],
        reply: { status: 200, body: {} },
      };
    },
  });
  return reply !== undefined;
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

function keyOf(
  { caseId, notificationId, stationId }: LegIds,
  { deliveryId }: Pick<Delivery, 'deliveryId'>,
): Key {
  return deliveryKey(
    caseId,
    notificationId,
    stationId,
    Number(deliveryId.slice(deliveryId.lastIndexOf('.') + 1)),
  );
}
