import * as z from 'zod';

import { boundedText } from '#platform/bounded-text.ts';
import { pointSchema } from '#platform/point.ts';
import { telephoneTextSchema } from '#platform/telephone-text.ts';
import {
  meansOfTravelSchema,
  searchCategorySchema,
} from '#functions/missing-person/search/search-profile.ts';

/** Compass direction, degrees from north, clockwise. */
export const directionSchema = z.number().min(0).lt(360);

/** What is known of the missing person; everything may be unknown. */
export const personSchema = z.strictObject({
  name: boundedText(40).optional(),
  sex: z.enum(['female', 'male']).optional(),
  ageYears: z.int().min(0).max(130).optional(),
  description: boundedText(1000).optional(),
  clothing: boundedText(300).optional(),
});

/** Where, and if known when, the person was last seen. */
export const lastSeenSchema = z.strictObject({
  point: pointSchema,
  at: z.iso.datetime().optional(),
  placeDescription: boundedText(200).optional(),
});

/** Who told the station. */
export const reporterSchema = z.strictObject({
  name: boundedText(40).optional(),
  telephone: telephoneTextSchema.optional(),
  relation: boundedText(40).optional(),
});

/** Everything callers have told about the missing person. */
export const detailsSchema = z.object({
  category: searchCategorySchema,
  person: personSchema,
  lastSeen: lastSeenSchema,
  meansOfTravel: meansOfTravelSchema,
  direction: directionSchema.optional(),
  reporters: z.array(reporterSchema),
});

/** Everything callers have told about the missing person. */
export type Details = z.infer<typeof detailsSchema>;
