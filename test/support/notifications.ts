import { acknowledge } from '#functions/notification/acknowledge.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';
import { anyCaseSchema, casePartition, type AnyCase } from '#platform/case/case.ts';
import { runCaseCommand } from '#platform/case/case-command.ts';
import { caseEventSchema, type CaseEvent } from '#platform/case/case-event.ts';
import { idempotencyOf } from '#platform/command/idempotency.ts';
import {
  deliverySchema,
  notificationKey,
  notificationSchema,
  type Delivery,
  type Notification,
} from '#platform/notification/notification.ts';
import {
  awaitingOf,
  openNotification,
  type NotificationRequest,
} from '#platform/notification/open-notification.ts';
import type { Platform } from '#platform/platform.ts';
import { queryAll } from '#platform/store/item-store.ts';

import { openBareCase } from './cases.ts';
import { officer } from './platform.ts';
import type { ProcessHarness } from './process-harness.ts';
import { loadRosters, officerWithTelephone, partnershipRosters } from './rosters.ts';

/** The liaison of the example deployment's superior. */
export const liaison = officer('liaison-centre', 'liaison');
/** The officer on duty at the requesting station. */
export const yaqian = officer('yaqian', 'dutyOfficer');
/** The officer on duty at the assisting station. */
export const qianqing = officer('qianqing', 'dutyOfficer');

/** An alert to both stations, as opening a missing-person case asks for it. */
export const alert: NotificationRequest = {
  kind: 'missingPersonAlert',
  stationIds: ['yaqian', 'qianqing'],
  requiresAcknowledgement: true,
  toTopic: true,
};

/** A case whose stations have just been notified; the clock stands at the minute of opening. */
export interface NotifiedCase {
  readonly caseId: string;
  readonly notificationId: string;
  readonly openedAt: Date;
}

/** Opens a case with an alert (or another notification) and lets minute 0 happen. */
export async function openNotified(
  system: ProcessHarness,
  request: NotificationRequest = { ...alert, acknowledgedBy: liaison },
  change: Partial<AnyCase> = {},
  rosters = partnershipRosters(),
): Promise<NotifiedCase> {
  await loadRosters(system.store, rosters);
  const { caseId } = await openBareCase(system, change);
  const opened = await notify(system, caseId, request);
  await system.settle();
  return opened;
}

/** Commits a notification on an open case. */
export async function notify(
  system: Platform,
  caseId: string,
  request: NotificationRequest,
): Promise<NotifiedCase> {
  let notificationId = '';
  await runCaseCommand(system, {
    schema: anyCaseSchema,
    caseId,
    actor: { kind: 'system', process: 'test' },
    action: 'process.notify',
    decide: (state, at) => {
      const { notification, writes, effects } = openNotification(state, request, at);
      notificationId = notification.notificationId;
      return {
        next: { ...state, awaiting: [...state.awaiting, ...awaitingOf(notification)] },
        event: { type: 'notified', data: { notificationId } },
        writes,
        effects,
        reply: { status: 200, body: {} },
      };
    },
  });
  return { caseId, notificationId, openedAt: system.clock.now() };
}

/** Moves the case to a status, as the capability's own commands do, and wakes whatever waits. */
export async function endCase(
  system: Platform,
  caseId: string,
  status: 'found' | 'withdrawn' | 'closed' = 'found',
): Promise<void> {
  await runCaseCommand(system, {
    schema: anyCaseSchema,
    caseId,
    actor: { kind: 'system', process: 'test' },
    action: 'process.end',
    decide: (state) => ({
      next: { ...state, status, awaiting: [] },
      event: { type: status, data: {} },
      effects: [{ type: 'wake', caseId, waits: ['*'], version: state.version + 1 }],
      reply: { status: 200, body: {} },
    }),
  });
}

let keys = 0;

/** Acknowledges as an officer who signed in. */
export function acknowledgeAs(
  system: Platform,
  actor: OfficerActor,
  { caseId, notificationId }: NotifiedCase,
  stationId?: string,
) {
  const idempotency = idempotencyOf(`officer:${actor.officerId}`, `key-${++keys}-acknowledge`, {
    notificationId,
  });
  return acknowledge(system, {
    actor,
    caseId,
    notificationId,
    idempotency,
    ...(stationId === undefined ? {} : { stationId }),
  });
}

/** What went out, as `minute channel addressee`; a telephone is named by its officer. */
export function sentLines(system: ProcessHarness, { openedAt }: NotifiedCase): string[] {
  return system.publisher.sent.map(({ at, channel, to }) => {
    const minute = (at.getTime() - openedAt.getTime()) / 60_000;
    return `${minute} ${channel} ${channel === 'sms' ? officerWithTelephone(to) : to}`;
  });
}

/** The deliveries of a case. */
export async function deliveriesOf(system: Platform, caseId: string): Promise<Delivery[]> {
  const items = await queryAll(system.store, casePartition(caseId), 'DELIVERY#', deliverySchema);
  return items.map(({ body }) => body);
}

/** The timeline of a case. */
export async function eventsOf(system: Platform, caseId: string): Promise<CaseEvent[]> {
  const items = await queryAll(system.store, casePartition(caseId), 'EVENT#', caseEventSchema);
  return items.map(({ body }) => body);
}

/** The notification as the store has it. */
export async function notificationNow(
  system: Platform,
  { caseId, notificationId }: NotifiedCase,
): Promise<Notification> {
  const found = await system.store.get(notificationKey(caseId, notificationId), notificationSchema);
  if (found === undefined) throw new Error(`There is no notification ${notificationId}.`);
  return found.body;
}
