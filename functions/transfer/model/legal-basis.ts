import * as z from 'zod';

import { boundedText } from '#platform/bounded-text.ts';

/** Number of a document, as the document bears it. */
export const documentNumberSchema = boundedText(60);

/** Why the suspect is held and handed over. */
export const legalGroundsSchema = z.strictObject({
  text: boundedText(500),
  documentNumber: documentNumberSchema,
});

/** Measures under which a suspect may be held; the legal limits of the deployment name the same. */
export const measureKindSchema = z.enum([
  'summons',
  'policeQuestioning',
  'administrativeQuestioning',
  'detention',
  'arrest',
]);

/** A measure in force from an instant on, until a later one takes its place. */
export const measureSchema = z.object({
  measure: measureKindSchema,
  since: z.iso.datetime(),
  document: documentNumberSchema,
});

/** A duty of a legal limit that was done, such as telling the family. */
export const dutySchema = z.object({
  limitId: z.string(),
  at: z.iso.datetime(),
  documentNumber: documentNumberSchema.optional(),
});

/** A longer limit, granted by a document. */
export const extensionSchema = z.object({
  limitId: z.string(),
  extensionId: z.string(),
  documentNumber: documentNumberSchema,
  issuedAt: z.iso.datetime(),
});

/** Time on the way between the places, which one reading of the law leaves out. */
export const travelSchema = z.object({ departedAt: z.iso.datetime(), arrivedAt: z.iso.datetime() });

/** What the custody clock counts from; see `functions/transfer/clock`. */
export const legalStateSchema = z.object({
  /** From when limits are counted that begin with the loss of liberty, by whichever station. */
  deprivedOfLibertyAt: z.iso.datetime(),
  /** In the order in which they took each other's place. */
  measures: z.array(measureSchema).min(1).max(20),
  duties: z.array(dutySchema).max(50),
  extensions: z.array(extensionSchema).max(50),
  travel: z.array(travelSchema).max(50),
});

/** What the custody clock counts from. */
export type LegalState = z.infer<typeof legalStateSchema>;
