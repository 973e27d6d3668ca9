import * as z from 'zod';

import { boundedText } from '#platform/bounded-text.ts';
import { pointSchema } from '#platform/point.ts';
import { identityNumberSchema } from '#platform/identity-number.ts';

/** What happened, when and where. */
export const offenceSchema = z.strictObject({
  text: boundedText(500),
  happenedAt: z.iso.datetime(),
  place: z.strictObject({ description: boundedText(200), point: pointSchema.optional() }),
});

/** The law and the article under which the case is investigated. */
export const legalBasisSchema = z.strictObject({ law: boundedText(100), article: boundedText(60) });

/** What is known of the suspect; of somebody unknown at least what they look like. */
export const suspectDetailsSchema = z.strictObject({
  name: boundedText(40).optional(),
  sex: z.enum(['female', 'male']).optional(),
  born: z.iso.date().optional(),
  identityNumber: identityNumberSchema.optional(),
  description: boundedText(1000).optional(),
});

/** Whom the case is about: `known` says whether it is established who they are. */
export const suspectSchema = suspectDetailsSchema.extend({ known: z.boolean() });

/** Whom the case is about. */
export type Suspect = z.infer<typeof suspectSchema>;
