import * as z from 'zod';

import { actorRecordSchema } from '#platform/actor/actor.ts';

/** What acknowledging a notification is answered. */
export const acknowledgementSchema = z.object({
  notificationId: z.string(),
  /** The station for which it counts: the officer's own, or the one that the superior's liaison answers for. */
  stationId: z.string(),
  acknowledgedAt: z.iso.datetime(),
  acknowledgedBy: actorRecordSchema,
  secondsSinceOpened: z.int().min(0),
});

/** What acknowledging a notification is answered. */
export type Acknowledgement = z.infer<typeof acknowledgementSchema>;
