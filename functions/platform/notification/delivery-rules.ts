import type { CaseBase, CaseStatus } from '#platform/case/case.ts';

import type { Notification, NotificationKind } from './notification.ts';

/**
 * Where the case must stand for a kind of notification to go out. An alert dies with the search it belongs to; a
 * stand-down and the reminder to close go out because it has ended.
 */
const goesOutWhile: Readonly<Record<NotificationKind, readonly CaseStatus[]>> = {
  missingPersonAlert: ['searching'],
  missingPersonReopened: ['searching'],
  superiorCalled: ['searching'],
  searchReplanned: ['searching'],
  searchReviewed: ['searching'],
  tasksOverdue: ['searching'],
  findingReported: ['searching'],
  taskAssigned: ['searching'],
  standDown: ['found', 'reunited', 'withdrawn', 'closed'],
  closeReminder: ['found', 'reunited', 'withdrawn'],
};

/** The kinds that a station has to acknowledge: each leg climbs the ladder until it does. All others only inform. */
const acknowledged: ReadonlySet<NotificationKind> = new Set([
  'missingPersonAlert',
  'missingPersonReopened',
  'superiorCalled',
]);

/** Whether notifications of that kind wait for each station's acknowledgement. */
export function needsAcknowledgement(kind: NotificationKind): boolean {
  return acknowledged.has(kind);
}

/**
 * Whether deliveries of the notification may be claimed as the case stands. Notifications of an earlier generation are
 * void: after a reopening its stand-down would be as wrong as its alerts.
 */
export function mayGoOut(
  notification: Pick<Notification, 'kind' | 'generation'>,
  state: Pick<CaseBase, 'status' | 'generation'>,
): boolean {
  return (
    notification.generation === state.generation && goesOutWhile[notification.kind].includes(state.status)
  );
}
