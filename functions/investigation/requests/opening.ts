import * as z from 'zod';

import { boundedText } from '#platform/bounded-text.ts';
import { caseIdSchemaOf } from '#platform/case/case-id.ts';
import { severitySchema } from '#platform/deployment/deployment.ts';
import {
  legalBasisSchema,
  offenceSchema,
  suspectSchema,
  type Suspect,
} from '#functions/investigation/model/matter.ts';

/** Id of an investigation, as paths and bodies carry it. */
export const caseIdSchema = caseIdSchemaOf('JI');

/** A new investigation. */
export const openingSchema = z
  .strictObject({
    /** Needed only when the station belongs to several partnerships. */
    partnershipId: z
      .string()
      .regex(/^[a-z][a-z0-9-]{1,30}$/)
      .optional(),
    drill: z.boolean().default(false),
    severity: severitySchema.default('normal'),
    offence: offenceSchema,
    suspect: suspectSchema,
    facts: boundedText(4000),
    legalBasis: legalBasisSchema,
  })
  .superRefine(({ suspect }, context) => checkSuspect(suspect, context));

/** A new investigation. */
export type Opening = z.infer<typeof openingSchema>;

/** A known suspect has a name, an unknown one a description: else nobody can be looked for. */
export function checkSuspect({ known, name, description }: Suspect, context: z.RefinementCtx): void {
  const refuse = (field: string, message: string) =>
    context.addIssue({ code: 'custom', path: ['suspect', field], message });
  if (known && name === undefined) refuse('name', 'is needed of a known suspect');
  if (!known && description === undefined) refuse('description', 'is needed of an unknown suspect');
}
