import * as z from 'zod';

import { localizedTextSchema } from '#platform/localized-text.ts';

import { citation, entryIdSchema } from './citation.ts';
import { duplicates } from './duplicates.ts';

/** Hours and days stay apart: the law counts a day otherwise than twenty-four hours. */
const durationSchema = z
  .string()
  .regex(/^P(?:[1-9]\d{0,2}D|T[1-9]\d{0,3}H)$/, 'must be hours (PT24H) or days (P3D), by ISO 8601');

const readingSchema = z.strictObject({
  id: entryIdSchema.describe('Name of the reading.'),
  name: localizedTextSchema.describe('Name shown beside the time limit.'),
  startingUnitCounts: z
    .boolean()
    .describe('Whether the hour (of a limit in hours) or day (of a limit in days) of the start counts.'),
  travelCounts: z.boolean().describe('Whether time on the way between the places counts.'),
  ...citation,
});

const extensionSchema = z.strictObject({
  id: entryIdSchema.describe('Name of the extension.'),
  total: durationSchema.describe('The whole limit with this extension, from the same start.'),
  condition: localizedTextSchema.describe('When it may be extended.'),
  document: localizedTextSchema.describe('Document without which the extension does not count.'),
});

/** The measure under which somebody is held. */
export const custodyMeasureSchema = z.enum([
  'summons',
  'policeQuestioning',
  'administrativeQuestioning',
  'detention',
  'arrest',
]);

/** The measure under which somebody is held. */
export type CustodyMeasure = z.infer<typeof custodyMeasureSchema>;

const legalLimitSchema = z.strictObject({
  id: entryIdSchema.describe('Name of the limit.'),
  name: localizedTextSchema.describe('What has to have happened when the time is up.'),
  measure: custodyMeasureSchema.describe(
    'The measure under which somebody is held, to which the limit belongs.',
  ),
  startsAt: z
    .enum(['deprivationOfLiberty', 'detention', 'arrestRequest'])
    .describe(
      'From when the time is counted: the person is held, by whichever station; the detention is carried out; the request for arrest is made.',
    ),
  begins: z
    .literal('arrestRequest')
    .optional()
    .describe('What begins when this duty has been done: limits that start there count from then.'),
  duration: durationSchema.describe('How long, without an extension.'),
  whenOver: z
    .enum(['release', 'overdue'])
    .describe('When the time is up: the person must be released, or a duty is overdue.'),
  extensions: z.array(extensionSchema).max(10).default([]).describe('Longer limits, each by a document.'),
  ...citation,
});

/**
 * Time limits of the law for people who are held, as dated and cited entries. A custody clock takes every limit of the
 * measures in force, counts it from its start by each reading, and shows all of the results: the earliest warns.
 */
export const legalLimitsSchema = z
  .strictObject({
    readings: z
      .array(readingSchema)
      .min(1)
      .max(5)
      .describe('Ways to count time which the law leaves open. A limit is shown by each of them.'),
    limits: z.array(legalLimitSchema).min(1).max(100).describe('The time limits.'),
  })
  .superRefine(({ readings, limits }, context) => {
    const refuse = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    for (const [list, entries] of Object.entries({ readings, limits }))
      for (const { index, first, value } of duplicates(entries.map(({ id }) => id)))
        refuse([list, index, 'id'], `"${value}" is the id of number ${first} already`);
    limits.forEach(({ startsAt, duration, extensions }, index) => {
      if (startsAt === 'arrestRequest' && limits.every(({ begins }) => begins !== 'arrestRequest'))
        refuse(['limits', index, 'startsAt'], 'needs a limit with "begins": "arrestRequest"');
      extensions.forEach(({ total }, at) => {
        if (hoursOf(total) <= hoursOf(duration))
          refuse(
            ['limits', index, 'extensions', at, 'total'],
            `must be longer than "duration" (${duration})`,
          );
      });
    });
  });

/** Time limits of the law for people who are held. */
export type LegalLimits = z.infer<typeof legalLimitsSchema>;

/** One time limit of the law. */
export type LegalLimit = LegalLimits['limits'][number];

/** One way to count time which the law leaves open. */
export type Reading = LegalLimits['readings'][number];

/** A duration that `durationSchema` accepts, in the unit in which the law counts it. */
export function lengthOf(duration: string): { readonly count: number; readonly unit: 'hours' | 'days' } {
  return {
    count: Number(/\d+/.exec(duration)?.[0] ?? 0),
    unit: duration.endsWith('D') ? 'days' : 'hours',
  };
}

/** Hours of a duration, a day taken as twenty-four: enough to compare two of them. */
export function hoursOf(duration: string): number {
  const { count, unit } = lengthOf(duration);
  return count * (unit === 'days' ? 24 : 1);
}
