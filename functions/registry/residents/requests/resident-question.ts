import * as z from 'zod';

import { groundSchema, reasonSchema, type Ground } from '#functions/registry/lookup/model/ground.ts';

const [ofCase, ofLaw] = groundSchema.options;

/** What an officer reads a record for: the purpose, and a case or another legal ground. Part of the address: it names nobody. */
export const residentQuestionSchema = z
  .strictObject({
    purpose: reasonSchema.shape.purpose,
    caseId: ofCase.shape.caseId.optional(),
    legalBasis: ofLaw.shape.legalBasis.optional(),
    documentNumber: ofLaw.shape.documentNumber,
  })
  .refine(({ caseId, legalBasis }) => (caseId === undefined) !== (legalBasis === undefined), {
    path: ['caseId'],
    message: 'either caseId or legalBasis must be given',
  });

/** What an officer reads a record for. */
export type ResidentQuestion = z.infer<typeof residentQuestionSchema>;

/** The ground that a question states. */
export function groundOf({ caseId, legalBasis = '', documentNumber }: ResidentQuestion): Ground {
  if (caseId !== undefined) return { caseId };
  return { legalBasis, ...(documentNumber === undefined ? {} : { documentNumber }) };
}
