import * as z from 'zod';

import { dateSchema, identityDocumentSchema } from '#functions/registry/model/identity-document.ts';
import { nameSchema, registrationSchema, workSchema } from '#functions/registry/model/resident.ts';

/** By what residents are looked up: a document, exactly; or what else is known, ranked by how much of it fits. */
export const criteriaSchema = z
  .strictObject({
    document: identityDocumentSchema.optional(),
    /** In characters; or in pinyin, with or without blanks between the syllables. Former names and aliases are found too. */
    name: nameSchema.optional(),
    birthDate: dateSchema.optional(),
    telephone: z
      .string()
      .regex(/^\+?[\d -]{5,20}$/, 'must be 5 to 20 digits; a plus sign, blanks and hyphens are left out')
      .optional(),
    /** Whole; or as far as the number of the house, for all who live there. */
    address: registrationSchema.shape.address.optional(),
    employer: workSchema.shape.employer.optional(),
  })
  .refine(({ document, ...known }) => {
    const isKnown = Object.values(known).some((value) => value !== undefined);
    return (document === undefined) === isKnown;
  }, 'must hold either a document, or at least one of name, birthDate, telephone, address, employer');

/** By what residents are looked up. */
export type Criteria = z.infer<typeof criteriaSchema>;

/** What is known of somebody whose document is not known. */
export type Known = Omit<Criteria, 'document'>;
