import * as z from 'zod';

import { boundedText } from '#platform/bounded-text.ts';
import { pointSchema } from '#platform/point.ts';

import { documentNumberSchema } from './legal-basis.ts';

/** An escape, and how it ended. */
export const escapeSchema = z.object({
  at: z.iso.datetime(),
  place: boundedText(200),
  point: pointSchema.optional(),
  note: boundedText(1000).optional(),
  /** The station from which the suspect escaped. */
  stationId: z.string(),
  recaptured: z.object({ at: z.iso.datetime(), place: boundedText(200), stationId: z.string() }).optional(),
});

/** A medical emergency, and its end. Custody stays with whoever guards the suspect in hospital. */
export const medicalEmergencySchema = z.object({
  at: z.iso.datetime(),
  hospital: boundedText(200),
  note: boundedText(1000).optional(),
  clearedAt: z.iso.datetime().optional(),
});

/** A court's order to release. */
export const courtReleaseSchema = z.object({
  at: z.iso.datetime(),
  court: boundedText(100),
  documentNumber: documentNumberSchema,
});
