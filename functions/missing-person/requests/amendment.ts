import * as z from 'zod';

import {
  meansOfTravelSchema,
  searchCategorySchema,
} from '#functions/missing-person/search/search-profile.ts';
import { severitySchema } from '#platform/deployment/deployment.ts';
import { boundedText } from '#platform/bounded-text.ts';
import { directionSchema, personSchema } from '#functions/missing-person/model/person-details.ts';
import { pointSchema } from '#platform/point.ts';

const person = personSchema.shape;

/** What is known better now. A member that is absent stays as it was; `null` makes it unknown again. */
export const amendmentSchema = z.strictObject({
  category: searchCategorySchema.optional(),
  severity: severitySchema.optional(),
  person: z
    .strictObject({
      name: person.name.nullable(),
      sex: person.sex.nullable(),
      ageYears: person.ageYears.nullable(),
      description: person.description.nullable(),
      clothing: person.clothing.nullable(),
    })
    .optional(),
  lastSeen: z
    .strictObject({
      point: pointSchema.optional(),
      at: z.iso.datetime().nullable().optional(),
      placeDescription: boundedText(200).nullable().optional(),
    })
    .optional(),
  meansOfTravel: meansOfTravelSchema.optional(),
  direction: directionSchema.nullable().optional(),
});

/** What is known better now. */
export type Amendment = z.infer<typeof amendmentSchema>;
