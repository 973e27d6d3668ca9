import * as z from 'zod';

import { meansOfTravelSchema } from '#functions/missing-person/search/search-profile.ts';
import {
  directionSchema,
  lastSeenSchema,
  personSchema,
  reporterSchema,
} from '#functions/missing-person/model/person-details.ts';

/** Another call about a person who is being looked for already. */
export const reportSchema = z.strictObject({
  reporter: reporterSchema.optional(),
  person: personSchema.default({}),
  lastSeen: lastSeenSchema.partial({ point: true }).default({}),
  meansOfTravel: meansOfTravelSchema.optional(),
  direction: directionSchema.optional(),
});

/** Another call about a person who is being looked for already. */
export type Report = z.infer<typeof reportSchema>;
