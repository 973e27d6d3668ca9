import * as z from 'zod';

import { actorRecordSchema, roleSchema } from '#platform/actor/actor.ts';
import { casePartition } from '#platform/case/case.ts';
import { severitySchema } from '#platform/deployment/deployment.ts';
import type { Key, NewItem } from '#platform/store/item-store.ts';

import { notificationKindSchema } from './kinds/notification-kinds.ts';

/**
 * One station's part of a notification. It moves `open` → `acknowledged`, or `open` → `stopped` when the case ends
 * first, or `open` → `sent` when nobody has to acknowledge.
 */
export const legSchema = z.object({
  status: z.enum(['open', 'acknowledged', 'stopped', 'sent']),
  /** Whether the station's topic still has to be published to. A station that opened the case itself hears it too. */
  topicDue: z.boolean(),
  /** Index into the ladder of the level that was called last; -1 before the first. */
  level: z.int().min(-1),
  /** How often that level was called. */
  round: z.int().min(0),
  /** Number of the newest delivery of this leg. */
  deliveries: z.int().min(0),
  /** Deliveries up to this number have their final outcome; newer ones may be between claim and outcome. */
  settled: z.int().min(0),
  /** When the level called last is reminded, and when the next is called. */
  remindAt: z.iso.datetime().optional(),
  limitAt: z.iso.datetime().optional(),
  acknowledgedAt: z.iso.datetime().optional(),
  acknowledgedBy: actorRecordSchema.optional(),
});

/** One station's part of a notification. */
export type Leg = z.infer<typeof legSchema>;

/** A notification of a case to one or more stations. Carries no personal data: texts come from the catalogue. */
export const notificationSchema = z.object({
  notificationId: z.string(),
  caseId: z.string(),
  partnershipId: z.string(),
  kind: notificationKindSchema,
  severity: severitySchema,
  drill: z.boolean(),
  generation: z.int(),
  openedAt: z.iso.datetime(),
  /** Whether each leg climbs the ladder until it is acknowledged. */
  requiresAcknowledgement: z.boolean(),
  /** Whether the whole station hears it by its topic. */
  toTopic: z.boolean(),
  /** The one officer it is for, instead of whoever is on duty. */
  recipientId: z.string().optional(),
  /** Each leg climbs only the levels of these roles of its own station, such as its chief, instead of the whole ladder. */
  toRoles: z.array(roleSchema).min(1).optional(),
  taskId: z.string().optional(),
  legs: z.record(z.string(), legSchema),
});

/** A notification of a case to one or more stations. */
export type Notification = z.infer<typeof notificationSchema>;

/**
 * One attempt to reach somebody. `claimed` before it is published; `unconfirmed` when the process died in between and
 * it is too late to publish; `noRecipient` when nobody holds that level now.
 */
export const deliverySchema = z.object({
  deliveryId: z.string(),
  notificationId: z.string(),
  kind: notificationKindSchema,
  stationId: z.string(),
  channel: z.enum(['topic', 'sms']),
  purpose: z.enum(['first', 'reminder', 'repeat']),
  level: z.int(),
  role: roleSchema.optional(),
  officerId: z.string().optional(),
  claimedAt: z.iso.datetime(),
  outcome: z.enum(['claimed', 'published', 'failed', 'unconfirmed', 'noRecipient']),
  outcomeAt: z.iso.datetime().optional(),
  /** Name of the provider's error, never its text. */
  error: z.string().optional(),
});

/** One attempt to reach somebody. */
export type Delivery = z.infer<typeof deliverySchema>;

/** Key of a notification. */
export function notificationKey(caseId: string, notificationId: string): Key {
  return { pk: casePartition(caseId), sk: `NOTIFICATION#${notificationId}` };
}

/** The item of a notification. */
export function notificationItem(notification: Notification): NewItem {
  return {
    key: notificationKey(notification.caseId, notification.notificationId),
    entity: 'notification',
    body: notification,
  };
}

/** Key of a delivery: the deliveries of a case list in the order of notification, station and number. */
export function deliveryKey(caseId: string, notificationId: string, stationId: string, number: number): Key {
  return {
    pk: casePartition(caseId),
    sk: `DELIVERY#${notificationId}#${stationId}#${String(number).padStart(5, '0')}`,
  };
}
