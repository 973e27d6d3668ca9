import type { CaseBase } from '#platform/case/case.ts';

import { kindRules, type NotificationKind } from './kinds/notification-kinds.ts';
import type { Notification } from './notification.ts';

/** Whether notifications of that kind wait for each station's acknowledgement. */
export function needsAcknowledgement(kind: NotificationKind): boolean {
  return kindRules[kind].acknowledged === true;
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
    notification.generation === state.generation &&
    kindRules[notification.kind].goesOutWhile.includes(state.status)
  );
}
