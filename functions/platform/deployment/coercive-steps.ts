import * as z from 'zod';

import { localizedTextSchema } from '#platform/localized-text.ts';

import { citation, entryIdSchema } from './citation.ts';
import { duplicates } from './duplicates.ts';

/** What may be done to somebody against their will across the border. */
export const coerciveStepKindSchema = z.enum(['summons', 'search', 'seizure', 'arrest']);

/** The rule it is about has six prohibitions; a checklist with fewer would let one of them be forgotten. */
const PROHIBITIONS = 6;

const checkedProhibitionSchema = z.strictObject({
  id: entryIdSchema.describe('Name of the entry; steps that were confirmed refer to it.'),
  text: localizedTextSchema.describe('What the officer confirms.'),
  needsDocument: z.boolean().describe('Whether it is confirmed with the number of a document only.'),
  appliesTo: z
    .array(coerciveStepKindSchema)
    .min(1)
    .max(coerciveStepKindSchema.options.length)
    .describe('The kinds of steps before which it has to be confirmed.'),
  ...citation,
});

/** One entry of the checklist: a prohibition, and how it is confirmed that it is kept. */
export type CheckedProhibition = z.infer<typeof checkedProhibitionSchema>;

/** The gate before a coercive step across the border: the "six prohibitions", as a checklist with its source. */
export const coerciveStepRulesSchema = z
  .strictObject({
    checklist: z
      .array(checkedProhibitionSchema)
      .length(PROHIBITIONS)
      .describe('The six prohibitions, each as what has to be confirmed before a step.'),
  })
  .superRefine(({ checklist }, context) => {
    const refuse = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path: ['checklist', ...path], message });
    for (const { index, first, value } of duplicates(checklist.map(({ id }) => id)))
      refuse([index, 'id'], `"${value}" is the id of number ${first} already`);
    checklist.forEach(({ appliesTo }, entry) => {
      for (const { index, first } of duplicates(appliesTo))
        refuse([entry, 'appliesTo', index], `is the same as number ${first} of the list`);
    });
    for (const kind of coerciveStepKindSchema.options)
      if (!checklist.some((entry) => entry.needsDocument && entry.appliesTo.includes(kind)))
        refuse([], `no entry asks for a document before "${kind}"`);
  });

/** The gate before a coercive step across the border. */
export type CoerciveStepRules = z.infer<typeof coerciveStepRulesSchema>;
