import * as z from 'zod';

import { actorRecordSchema } from '#platform/actor/actor.ts';
import { notificationKindSchema } from '#platform/notification/kinds/notification-kinds.ts';
import { legSchema, type Notification } from '#platform/notification/notification.ts';

/** How one station answered one alert that it had to acknowledge. */
export const responseTimeSchema = z.object({
  notificationId: z.string(),
  kind: notificationKindSchema,
  stationId: z.string(),
  status: legSchema.shape.status,
  alertedAt: z.iso.datetime(),
  acknowledgedAt: z.iso.datetime().optional(),
  acknowledgedBy: actorRecordSchema.optional(),
  /** Seconds from the alert to the acknowledgement; absent when there was none. */
  seconds: z.int().min(0).optional(),
  /** Level of the roster that had been called by then, 0 the first; -1 when nobody had to be called. */
  level: z.int(),
});

/** How one station answered one alert that it had to acknowledge. */
export type ResponseTime = z.infer<typeof responseTimeSchema>;

/** The answers to all alerts of a case that had to be acknowledged, in the order in which they went out. */
export function responseTimes(notifications: readonly Notification[]): ResponseTime[] {
  return notifications
    .filter(({ requiresAcknowledgement }) => requiresAcknowledgement)
    .toSorted((a, b) => Date.parse(a.openedAt) - Date.parse(b.openedAt))
    .flatMap(({ notificationId, kind, openedAt, legs }) =>
      Object.entries(legs).map(([stationId, { status, level, acknowledgedAt, acknowledgedBy }]) => ({
        notificationId,
        kind,
        stationId,
        status,
        alertedAt: openedAt,
        level,
        ...(acknowledgedBy === undefined ? {} : { acknowledgedBy }),
        ...(acknowledgedAt === undefined
          ? {}
          : {
              acknowledgedAt,
              seconds: Math.round((Date.parse(acknowledgedAt) - Date.parse(openedAt)) / 1000),
            }),
      })),
    );
}
