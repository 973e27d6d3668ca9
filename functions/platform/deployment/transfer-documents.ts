import * as z from 'zod';

import { localizedTextSchema } from '#platform/localized-text.ts';

import { entryIdSchema } from './citation.ts';
import { duplicates } from './duplicates.ts';

const transferDocumentSchema = z.strictObject({
  id: entryIdSchema.describe('Name of the document; a transfer refers to it.'),
  name: localizedTextSchema.describe('Name shown on the checklist, in both languages.'),
  required: z.boolean().describe('Whether the chiefs can be asked for their approval only with it.'),
});

/** The checklist of documents that go with a suspect who is handed over. */
export const transferDocumentsSchema = z
  .array(transferDocumentSchema)
  .min(1)
  .max(30)
  .superRefine((documents, context) => {
    for (const { index, first, value } of duplicates(documents.map(({ id }) => id)))
      context.addIssue({
        code: 'custom',
        path: [index, 'id'],
        message: `"${value}" is the id of number ${first} already`,
      });
    if (!documents.some(({ required }) => required))
      context.addIssue({ code: 'custom', path: [], message: 'at least one document must be required' });
  });
