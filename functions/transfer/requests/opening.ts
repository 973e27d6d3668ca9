import * as z from 'zod';

import {
  documentNumberSchema,
  legalGroundsSchema,
  measureKindSchema,
} from '#functions/transfer/model/legal-basis.ts';
import { suspectSchema } from '#functions/transfer/model/suspect.ts';
import { caseIdSchemaOf } from '#platform/case/case-id.ts';
import { severitySchema } from '#platform/deployment/timers.ts';

/** Whether anybody could tell by it who is held. */
function isKnown({ name, identityNumber, description }: z.infer<typeof suspectSchema>): boolean {
  return [name, identityNumber, description].some((each) => each !== undefined);
}

/** That somebody is held and is to be handed over to the other station. */
export const openingSchema = z.strictObject({
  /** Needed only when the station belongs to several partnerships. */
  partnershipId: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,30}$/)
    .optional(),
  drill: z.boolean().default(false),
  severity: severitySchema.default('urgent'),
  suspect: suspectSchema.refine(isKnown, { message: 'needs a name, an identity number or a description' }),
  legalGrounds: legalGroundsSchema,
  /** The measure under which they are held; an arrest comes after a detention, see `measures`. */
  measure: measureKindSchema.exclude(['arrest']),
  measureDocument: documentNumberSchema,
  deprivedOfLibertyAt: z.iso.datetime(),
  investigationId: caseIdSchemaOf('JI').optional(),
});

/** That somebody is held and is to be handed over. */
export type Opening = z.infer<typeof openingSchema>;
