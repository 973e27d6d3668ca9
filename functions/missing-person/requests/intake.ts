import * as z from 'zod';

import {
  meansOfTravelSchema,
  searchCategorySchema,
} from '#functions/missing-person/search/search-profile.ts';
import { caseIdSchemaOf } from '#platform/case/case-id.ts';
import { severitySchema } from '#platform/deployment/deployment.ts';
import {
  directionSchema,
  lastSeenSchema,
  personSchema,
  reporterSchema,
} from '#functions/missing-person/model/person-details.ts';

/** Id of a missing person's case, as paths and bodies carry it. */
export const caseIdSchema = caseIdSchemaOf('MP');

/** Id of a configured station or partnership. */
const configuredIdSchema = z.string().regex(/^[a-z][a-z0-9-]{1,30}$/);

/** A first report of a missing person. Every field but category and place may be unknown. */
export const intakeSchema = z.strictObject({
  /** Default: the officer's own station. A liaison names the station for which they take the report. */
  requestingStationId: configuredIdSchema.optional(),
  /** Needed only when the station belongs to several partnerships. */
  partnershipId: configuredIdSchema.optional(),
  drill: z.boolean().default(false),
  category: searchCategorySchema,
  /** Default: by category. */
  severity: severitySchema.optional(),
  person: personSchema.default({}),
  lastSeen: lastSeenSchema,
  meansOfTravel: meansOfTravelSchema.default('unknown'),
  direction: directionSchema.optional(),
  reporter: reporterSchema.optional(),
  /** Cases that were offered as possible duplicates and are about somebody else. */
  distinctFrom: z.array(caseIdSchema).max(50).default([]),
});

/** A first report of a missing person. */
export type Intake = z.infer<typeof intakeSchema>;
