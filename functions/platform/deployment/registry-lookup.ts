import * as z from 'zod';

import { localizedTextSchema } from '#platform/localized-text.ts';

const atLeastOne = z.int().min(1);
const weight = z.int().min(-100).max(100);
const codeSchema = z.string().regex(/^[a-z][A-Za-z]{1,39}$/, 'must be letters, the first a small one');

/** What of a resident is masked unless the purpose of a lookup shows it. */
export const shownFieldSchema = z.enum([
  'names',
  'documents',
  'birthDate',
  'nativePlace',
  'telephones',
  'addresses',
  'landlords',
  'work',
  'permit',
  'photo',
]);

/** Something of a resident that is masked unless the purpose shows it. */
export type ShownField = z.infer<typeof shownFieldSchema>;

const purposeSchema = z.strictObject({
  id: codeSchema.describe('What officers name it by.'),
  text: localizedTextSchema.describe('What it says in the digest.'),
  shows: z.array(shownFieldSchema).describe('What is shown unmasked; all else is masked.'),
  needsCase: z.boolean().describe('Whether only an open case of the partnership is ground enough.'),
});

/** The purpose for which the two records of a registry hit are read; every deployment says what it shows. */
export const HIT_VERIFICATION = 'hitVerification';

/** Purposes of lookups, what they show, and what is unusual. */
export const registryLookupSchema = z
  .strictObject({
    purposes: z.array(purposeSchema).min(1).describe('What residents may be looked up for.'),
    legalBases: z
      .array(
        z.strictObject({
          code: codeSchema.describe('What officers name it by.'),
          text: localizedTextSchema.describe('The law.'),
        }),
      )
      .describe('Grounds other than a case.'),
    hits: atLeastOne.max(100).describe('Most residents that a lookup shows.'),
    candidates: atLeastOne
      .max(500)
      .describe('Most residents of each criterion, and in all, that are looked at to be ranked.'),
    weights: z
      .strictObject({
        nameCharacters: weight.describe('The name in the same characters or letters.'),
        namePinyin: weight.describe('A name that sounds the same.'),
        birthDate: weight.describe('The birth date.'),
        telephone: weight.describe('A telephone.'),
        address: weight.describe('An address, whole.'),
        house: weight.describe('The same house, another room.'),
        employer: weight.describe('An employer.'),
        formerly: weight.describe('Added when it is no more so: a former name, a residence that has ended.'),
      })
      .describe(
        'What each thing that fits counts for when residents are ranked. Set by hand, for order alone.',
      ),
    unusual: z
      .strictObject({
        perHour: atLeastOne.describe('More lookups of an officer within an hour are unusual.'),
        offShiftPerHour: z
          .int()
          .min(0)
          .describe('More within an hour by an officer whom no shift of the roster names are unusual.'),
        withoutCasePerHour: z.int().min(0).describe('More within an hour without a case are unusual.'),
      })
      .describe('What is told both stations and stands out in the digest.'),
    keptDays: atLeastOne.describe('Days for which it is kept who looked up whom.'),
  })
  .superRefine(({ purposes, legalBases }, context) => {
    const refuseTwice = (path: string, ids: readonly string[]) => {
      if (new Set(ids).size !== ids.length)
        context.addIssue({ code: 'custom', path: [path], message: 'two have the same name' });
    };
    refuseTwice(
      'purposes',
      purposes.map(({ id }) => id),
    );
    refuseTwice(
      'legalBases',
      legalBases.map(({ code }) => code),
    );
    if (!purposes.some(({ id, needsCase }) => id === HIT_VERIFICATION && needsCase))
      context.addIssue({
        code: 'custom',
        path: ['purposes'],
        message: `must hold "${HIT_VERIFICATION}", and that it needs a case: registry hits are verified for it`,
      });
  });

/** Purposes of lookups, what they show, and what is unusual. */
export type LookupSettings = z.infer<typeof registryLookupSchema>;

/** What residents may be looked up for. */
export type LookupPurpose = LookupSettings['purposes'][number];
