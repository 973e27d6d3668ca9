import * as z from 'zod';

import { deliverySchema } from '#platform/notification/notification.ts';
import { missingPersonCaseSchema } from '#functions/missing-person/model/missing-person-case.ts';
import { sightingSchema } from '#functions/missing-person/model/sighting.ts';
import { tipSchema } from '#functions/missing-person/model/tip.ts';

/** Everything an officer sees of a case at once, except its tasks and timeline, which have lists of their own. */
export const caseViewSchema = missingPersonCaseSchema.extend({
  /** Address of the live public appeal. */
  appealUrl: z.url().optional(),
  /** Oldest report first. */
  sightings: z.array(sightingSchema),
  tips: z.array(tipSchema),
  /** Whom no message reached: telephone them. */
  telephone: z.array(deliverySchema),
});

/** Everything an officer sees of a case at once. */
export type CaseView = z.infer<typeof caseViewSchema>;
