import * as z from 'zod';

import { actorRecordSchema, roleSchema } from '#platform/actor/actor.ts';
import { casePartition } from '#platform/case/case.ts';
import { severitySchema } from '#platform/deployment/deployment.ts';
import type { Key, NewItem } from '#platform/store/item-store.ts';

/** What a notification says; each kind has its texts in the message catalogue. */
export const notificationKindSchema = z.enum([
  /** A person is missing: acknowledge at once. */
  'missingPersonAlert',
  /** A find turned out to be wrong: the search goes on, acknowledge at once. */
  'missingPersonReopened',
  /** Without a find after the configured time: the superior is called and must acknowledge. */
  'superiorCalled',
  /** A sighting came in and the search was planned anew. */
  'searchReplanned',
  /** A review without news: the search was widened. */
  'searchReviewed',
  /** A task of the station is past its deadline. */
  'tasksOverdue',
  /** A search task found something that is no sighting yet. */
  'findingReported',
  /** A task is given to one officer. */
  'taskAssigned',
  /** The person was found, or the report withdrawn: stand down. */
  'standDown',
  /** Found some time ago and not yet closed. */
  'closeReminder',
]);

/** What a notification says. */
export type NotificationKind = z.infer<typeof notificationKindSchema>;

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
