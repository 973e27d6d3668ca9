import { recordActor, type OfficerActor } from '#platform/actor/actor.ts';
import type { NotificationKind } from '#platform/notification/kinds/notification-kinds.ts';
import {
  notificationItem,
  notificationKey,
  notificationSchema,
} from '#platform/notification/notification.ts';
import { legWaitName } from '#platform/notification/open-notification.ts';
import type { ItemStore } from '#platform/store/item-store.ts';

import type { CaseChange } from './case-change.ts';
import type { CaseBase } from './case.ts';

/**
 * The change, which also answers the calls of that kind to the officer's station: whoever decides has heard them, and must
 * not be called on while the other station has still to decide.
 */
export async function answeredByDecision<C extends CaseBase>(
  store: ItemStore,
  change: CaseChange<C>,
  kind: NotificationKind,
  actor: OfficerActor,
  at: Date,
): Promise<CaseChange<C>> {
  const { caseId, awaiting, version } = change.next;
  const { stationId } = actor;
  const calls = awaiting.filter((entry) => entry.kind === kind && entry.stationId === stationId);
  const found = await Promise.all(
    calls.map(({ notificationId }) => store.get(notificationKey(caseId, notificationId), notificationSchema)),
  );
  const open = found.flatMap((stored) => {
    const leg = stored?.body.legs[stationId];
    return stored === undefined || leg === undefined ? [] : [{ stored, leg }];
  });
  const answer = {
    status: 'acknowledged' as const,
    topicDue: false,
    acknowledgedAt: at.toISOString(),
    acknowledgedBy: recordActor(actor),
  };
  return {
    ...change,
    next: { ...change.next, awaiting: awaiting.filter((entry) => !calls.includes(entry)) },
    writes: [
      ...(change.writes ?? []),
      ...open.map(({ stored: { body, revision }, leg }) => ({
        kind: 'replace' as const,
        item: notificationItem({ ...body, legs: { ...body.legs, [stationId]: { ...leg, ...answer } } }),
        revision,
      })),
    ],
    effects: [
      ...(change.effects ?? []),
      {
        type: 'wake',
        caseId,
        waits: calls.map(({ notificationId }) => legWaitName(notificationId, stationId)),
        version: version + 1,
      },
    ],
  };
}
