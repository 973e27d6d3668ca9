import * as z from 'zod';

import { boundedText } from '#platform/bounded-text.ts';
import { severitySchema } from '#platform/deployment/deployment.ts';
import { legalBasisSchema, offenceSchema, suspectSchema } from '#functions/investigation/model/matter.ts';

import { checkSuspect } from './opening.ts';

/** What is known better now: each member that is given takes the place of the whole former one. */
export const amendmentSchema = z
  .strictObject({
    severity: severitySchema.optional(),
    offence: offenceSchema.optional(),
    suspect: suspectSchema.optional(),
    facts: boundedText(4000).optional(),
    legalBasis: legalBasisSchema.optional(),
  })
  .superRefine(({ suspect }, context) => {
    if (suspect !== undefined) checkSuspect(suspect, context);
  });

/** What is known better now. */
export type Amendment = z.infer<typeof amendmentSchema>;
