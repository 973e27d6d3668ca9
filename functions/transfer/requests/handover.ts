import * as z from 'zod';

import { boundedText } from '#platform/bounded-text.ts';
import { propertyVerdictSchema, verdictSchema } from '#functions/transfer/model/handover.ts';
import { MAX_PROPERTY_ITEMS } from '#functions/transfer/model/preparation.ts';

/** The suspect is given over to the officers of the other station. */
export const releaseSchema = z.strictObject({ note: boundedText(500).optional() });

/** The suspect is given over. */
export type Release = z.infer<typeof releaseSchema>;

/** The receipt: the health and each thing of the property list is confirmed or objected to. */
export const receiptRequestSchema = z.strictObject({
  health: verdictSchema,
  property: z.array(propertyVerdictSchema).max(MAX_PROPERTY_ITEMS),
});

/** The receipt. */
export type ReceiptRequest = z.infer<typeof receiptRequestSchema>;

/** Why the suspect is not taken over. */
export const refusalSchema = z.strictObject({ reason: boundedText(500) });

/** Why the suspect is not taken over. */
export type Refusal = z.infer<typeof refusalSchema>;
