import * as z from 'zod';

import { boundedText } from '#platform/bounded-text.ts';
import { actorRecordSchema } from '#platform/actor/actor.ts';

import { documentNumberSchema } from './legal-basis.ts';

/** So many things the property list of one suspect names at most. */
export const MAX_PROPERTY_ITEMS = 100;

/** Id of a thing on the property list, as the label on it says. */
export const itemIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,20}$/, 'must be 1 to 20 letters, digits or hyphens');

/** One thing that goes with the suspect. */
export const propertyItemSchema = z.strictObject({
  itemId: itemIdSchema,
  description: boundedText(200),
  quantity: z.int().min(1).max(100_000),
  sealed: z.boolean(),
});

/** How the examined person is; who is `unfit` does not travel. */
export const healthConditionSchema = z.enum(['fit', 'fitWithCare', 'unfit']);

/** What an examination found. */
export const healthCheckSchema = z.object({
  at: z.iso.datetime(),
  /** Who examined, such as a hospital's doctor. */
  by: boundedText(100),
  condition: healthConditionSchema,
  findings: boundedText(1000),
  recordedAt: z.iso.datetime(),
  recordedBy: actorRecordSchema,
});

/** What the escort has to be ready for. */
export const escortRisksSchema = z.strictObject({
  level: z.enum(['low', 'medium', 'high']),
  notes: boundedText(1000),
});

/** A document of the configured checklist, with its number. */
export const preparedDocumentSchema = z.object({
  documentId: z.string(),
  number: documentNumberSchema,
  recordedAt: z.iso.datetime(),
});

/** Everything that has to be ready before the chiefs are asked. */
export const preparationSchema = z.object({
  documents: z.array(preparedDocumentSchema).max(50),
  /** The newest. */
  healthCheck: healthCheckSchema.optional(),
  property: z.array(propertyItemSchema).max(MAX_PROPERTY_ITEMS),
  /** When the list was written down; an empty list says that there is nothing. */
  propertyListedAt: z.iso.datetime().optional(),
  escortRisks: escortRisksSchema.optional(),
});

/** Everything that has to be ready before the chiefs are asked. */
export type Preparation = z.infer<typeof preparationSchema>;
