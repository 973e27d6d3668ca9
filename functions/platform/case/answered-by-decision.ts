import { recordActor, type OfficerActor } from '#platform/actor/actor.ts';
import type { NotificationKind } from '#platform/notification/kinds/notification-kinds.ts';
import {
  notificationItem,
  notificationKey,
  notificationSchema,
  type Leg,
  type Notification,
} from '#platform/notification/notification.ts';
import { legWaitName } from '#platform/notification/open-notification.ts';
import type { ItemStore } from '#platform/store/item-store.ts';

import type { CaseChange } from './case-change.ts';
import type { CaseBase } from './case.ts';

/**
 * The change, which also answers the calls of that kind to the officer's station: whoever decides has heard them, and must
 * not be called on while the other station has still to decide.
 */
export function answeredByDecision<C extends CaseBase>(
  store: ItemStore,
  change: CaseChange<C>,
  kind: NotificationKind,
  actor: OfficerActor,
  at: Date,
): Promise<CaseChange<C>> {
  return withCallsEnded(store, change, kind, [actor.stationId], actor, at);
}

/**
 * The change, which also ends the calls of that kind to these stations, for they have nothing to decide any more. The station
 * of the officer who decided has answered them.
 */
export async function withCallsEnded<C extends CaseBase>(
  store: ItemStore,
  change: CaseChange<C>,
  kind: NotificationKind,
  stationIds: readonly string[],
  actor: OfficerActor,
  at: Date,
): Promise<CaseChange<C>> {
  const { caseId, awaiting, version } = change.next;
  const calls = awaiting.filter((entry) => entry.kind === kind && stationIds.includes(entry.stationId));
  if (calls.length === 0) return change;
  const ids = [...new Set(calls.map(({ notificationId }) => notificationId))];
  const found = await Promise.all(
    ids.map((notificationId) => store.get(notificationKey(caseId, notificationId), notificationSchema)),
  );
  return {
    ...change,
    next: { ...change.next, awaiting: awaiting.filter((entry) => !calls.includes(entry)) },
    writes: [
      ...(change.writes ?? []),
      ...found
        .filter((stored) => stored !== undefined)
        .map(({ body, revision }) => ({
          kind: 'replace' as const,
          item: notificationItem({ ...body, legs: endedLegs(body, stationIds, actor, at) }),
          revision,
        })),
    ],
    effects: [
      ...(change.effects ?? []),
      {
        type: 'wake',
        caseId,
        waits: calls.map(({ notificationId, stationId }) => legWaitName(notificationId, stationId)),
        version: version + 1,
      },
    ],
  };
}

function endedLegs(
  { legs }: Notification,
  stationIds: readonly string[],
  actor: OfficerActor,
  at: Date,
): Notification['legs'] {
  const answer = {
    status: 'acknowledged',
    topicDue: false,
    acknowledgedAt: at.toISOString(),
    acknowledgedBy: recordActor(actor),
  } as const;
  const stop = { status: 'stopped', topicDue: false } as const;
  const ended = (stationId: string, leg: Leg): Leg => {
    if (leg.status !== 'open' || !stationIds.includes(stationId)) return leg;
    return { ...leg, ...(stationId === actor.stationId ? answer : stop) };
  };
  return Object.fromEntries(
    Object.entries(legs).map(([stationId, leg]) => [stationId, ended(stationId, leg)]),
  );
}
