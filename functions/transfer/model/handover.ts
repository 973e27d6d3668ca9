import * as z from 'zod';

import { boundedText } from '#platform/bounded-text.ts';
import { pointSchema } from '#platform/point.ts';
import { actorRecordSchema } from '#platform/actor/actor.ts';

import { itemIdSchema } from './preparation.ts';

/** A chief's approval, of the content that the case had then. */
export const approvalSchema = z.object({
  stationId: z.string(),
  officerId: z.string(),
  at: z.iso.datetime(),
  contentVersion: z.int(),
});

/** A chief's approval. */
export type Approval = z.infer<typeof approvalSchema>;

/** When and where the stations meet. Until `graceUntil` the suspect may be released; then the appointment is missed. */
export const appointmentSchema = z.object({
  at: z.iso.datetime(),
  place: boundedText(200),
  point: pointSchema.optional(),
  graceUntil: z.iso.datetime(),
  arrangedBy: actorRecordSchema,
});

/** A handover under way: released by the holding station, to be received before the window ends. */
export const handoverSchema = z.object({
  releasedAt: z.iso.datetime(),
  releasedBy: actorRecordSchema,
  windowEndsAt: z.iso.datetime(),
});

/** Confirmed as it was told, or objected to, and why. */
export const verdictSchema = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('confirmed') }),
  z.strictObject({ decision: z.literal('objected'), objection: boundedText(500) }),
]);

/** Confirmed as it was told, or objected to, and why. */
export type Verdict = z.infer<typeof verdictSchema>;

/** The verdict on one thing of the property list. */
export const propertyVerdictSchema = z.discriminatedUnion('decision', [
  z.strictObject({ itemId: itemIdSchema, decision: z.literal('confirmed') }),
  z.strictObject({ itemId: itemIdSchema, decision: z.literal('objected'), objection: boundedText(500) }),
]);

/** How the suspect was taken over. */
export const receiptSchema = z.object({
  at: z.iso.datetime(),
  by: actorRecordSchema,
  health: verdictSchema,
  property: z.array(propertyVerdictSchema),
});
