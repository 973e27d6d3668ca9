import * as z from 'zod';

import { boundedText } from '#platform/bounded-text.ts';
import { directionSchema } from '#functions/missing-person/model/person-details.ts';
import { pointSchema } from '#platform/point.ts';

/** What an officer makes of a tip. Place and time of the sighting default to the tip's own. */
export const triageSchema = z.strictObject({
  decision: z.enum(['sighting', 'dismiss']),
  point: pointSchema.optional(),
  seenAt: z.iso.datetime().optional(),
  direction: directionSchema.optional(),
  placeDescription: boundedText(200).optional(),
  note: boundedText(1000).optional(),
});

/** What an officer makes of a tip. */
export type Triage = z.infer<typeof triageSchema>;
