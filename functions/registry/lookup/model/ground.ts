import * as z from 'zod';

import { caseIdSchema } from '#platform/case/case-id.ts';

/** A name that the deployment gives a purpose or a law. */
const codeSchema = z.string().regex(/^[a-z][A-Za-z]{1,39}$/, 'must be letters, the first a small one');

/** On what ground somebody is looked up: a case of the partnership, or a law with the document that orders it. */
export const groundSchema = z.union(
  [
    z.strictObject({ caseId: caseIdSchema }),
    z.strictObject({
      legalBasis: codeSchema,
      /** Number of the document, never of a person: it is kept as it is. */
      documentNumber: z
        .string()
        .regex(
          /^(?!.*\d{7})[\p{Script=Han}A-Za-z0-9〔〕()（）-]{2,40}$/u,
          'must be the number of a document, such as 绍柯公(钱)查字〔2027〕12号, and none of a person',
        )
        .optional(),
    }),
  ],
  'must hold a caseId such as MP-261123-7F3K2, or a legalBasis with or without a documentNumber',
);

/** On what ground somebody is looked up. */
export type Ground = z.infer<typeof groundSchema>;

/** What somebody is looked up for, and on what ground. */
export const reasonSchema = z.strictObject({ purpose: codeSchema, ground: groundSchema });
