import { recordActor, type Actor, type Role } from '#platform/actor/actor.ts';
import type { CaseBase } from '#platform/case/case.ts';
import { newId } from '#platform/ids.ts';
import type { Effect } from '#platform/outbox/effect.ts';
import type { Write } from '#platform/store/item-store.ts';

import { needsAcknowledgement } from './delivery-rules.ts';
import type { NotificationKind } from './kinds/notification-kinds.ts';
import { notificationItem, type Leg, type Notification } from './notification.ts';

/** What a command wants to be said, and to whom. */
export interface NotificationRequest {
  readonly kind: NotificationKind;
  readonly stationIds: readonly string[];
  /** Default: as `needsAcknowledgement` says of the kind. */
  readonly requiresAcknowledgement?: boolean;
  readonly toTopic: boolean;
  /** The officer whose own command this is: counts as the acknowledgement of that officer's station. */
  readonly acknowledgedBy?: Actor;
  readonly recipientId?: string;
  /** Only the levels of these roles of each station are called; default: the whole ladder. */
  readonly toRoles?: readonly Role[];
  readonly taskId?: string;
}

/** A notification together with what the command's transaction must write for it. */
export interface OpenedNotification {
  readonly notification: Notification;
  readonly writes: readonly Write[];
  readonly effects: readonly Effect[];
}

/** Name of the execution that drives one station's part; `part` counts the executions that continue each other. */
export function legExecutionName(notificationId: string, stationId: string, part: number): string {
  return `${notificationId}.${stationId}.${part}`;
}

/** Name of the wait that the process of one station's part of a notification registers. */
export function legWaitName(notificationId: string, stationId: string): string {
  return `leg.${notificationId}.${stationId}`;
}

/** Opens a notification on the case as it will be after the command. */
export function openNotification(
  caseAfter: Pick<CaseBase, 'caseId' | 'partnershipId' | 'severity' | 'drill' | 'generation'>,
  request: NotificationRequest,
  at: Date,
): OpenedNotification {
  const notificationId = newId('N', at);
  const { caseId, partnershipId, severity, drill, generation } = caseAfter;
  const notification: Notification = {
    notificationId,
    caseId,
    partnershipId,
    kind: request.kind,
    severity,
    drill,
    generation,
    openedAt: at.toISOString(),
    requiresAcknowledgement: request.requiresAcknowledgement ?? needsAcknowledgement(request.kind),
    toTopic: request.toTopic,
    ...(request.recipientId === undefined ? {} : { recipientId: request.recipientId }),
    ...(request.toRoles === undefined ? {} : { toRoles: [...request.toRoles] }),
    ...(request.taskId === undefined ? {} : { taskId: request.taskId }),
    legs: Object.fromEntries(request.stationIds.map((id) => [id, newLeg(id, request, at)])),
  };
  return {
    notification,
    writes: [{ kind: 'create', item: notificationItem(notification) }],
    effects: request.stationIds.map((stationId) => ({
      type: 'startExecution',
      machine: 'notify',
      executionName: legExecutionName(notificationId, stationId, 1),
      input: { caseId, notificationId, stationId, part: 1 },
    })),
  };
}

function newLeg(stationId: string, { acknowledgedBy, toTopic }: NotificationRequest, at: Date): Leg {
  const fresh = { topicDue: toTopic, level: -1, round: 0, deliveries: 0, settled: 0 };
  const own = acknowledgedBy?.kind === 'officer' && acknowledgedBy.stationId === stationId;
  if (!own) return { ...fresh, status: 'open' };
  return {
    ...fresh,
    status: 'acknowledged',
    acknowledgedAt: at.toISOString(),
    acknowledgedBy: recordActor(acknowledgedBy),
  };
}

/** The members of the case's list of unanswered notifications that this notification adds. */
export function awaitingOf(notification: Notification): CaseAwaiting[] {
  if (!notification.requiresAcknowledgement) return [];
  return Object.entries(notification.legs)
    .filter(([, leg]) => leg.status === 'open')
    .map(([stationId]) => ({
      notificationId: notification.notificationId,
      stationId,
      kind: notification.kind,
      since: notification.openedAt,
    }));
}

/** One unanswered notification, as a case lists it. */
export type CaseAwaiting = CaseBase['awaiting'][number];
