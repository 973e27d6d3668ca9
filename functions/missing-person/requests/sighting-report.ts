import * as z from 'zod';

import { boundedText } from '#platform/bounded-text.ts';
import { directionSchema } from '#functions/missing-person/model/person-details.ts';
import { pointSchema } from '#platform/point.ts';

/** A sighting as an officer reports it. */
export const sightingReportSchema = z.strictObject({
  point: pointSchema,
  /** Default: now. */
  seenAt: z.iso.datetime().optional(),
  direction: directionSchema.optional(),
  placeDescription: boundedText(200).optional(),
  note: boundedText(1000).optional(),
});

/** A sighting as an officer reports it. */
export type SightingReport = z.infer<typeof sightingReportSchema>;
