import * as z from 'zod';

import { localizedTextSchema } from '#platform/localized-text.ts';

import { duplicates } from './duplicates.ts';

const idSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,40}$/, 'must be 2 to 41 lower-case letters, digits or hyphens, a letter first');

/** Hours and days stay apart: the law counts a day otherwise than twenty-four hours. */
const durationSchema = z
  .string()
  .regex(/^P(?:[1-9]\d{0,2}D|T[1-9]\d{0,3}H)$/, 'must be hours (PT24H) or days (P3D), by ISO 8601');

const verificationSchema = z
  .discriminatedUnion('verified', [
    z.strictObject({
      verified: z.literal(true),
      by: z.string().min(1).describe('Office that compared the entry with the law in force.'),
      on: z.iso.date().describe('Day on which it did.'),
    }),
    z.strictObject({
      verified: z.literal(false),
      checkBy: z.string().min(1).describe('Office that has to compare the entry with the law in force.'),
      before: z.iso.date().describe('Day before which it has to.'),
      doubt: z.string().min(1).optional().describe('What is uncertain.'),
    }),
  ])
  .describe('Whether somebody compared the entry with the law in force, or who must do so and when.');

const citation = {
  law: z.string().min(1).describe('The law and the version that was read.'),
  article: z.string().min(1).describe('The article, as a lawyer cites it.'),
  inForceFrom: z.iso.date().describe('Since when this version is in force.'),
  note: z.string().min(1).optional().describe('What an officer or lawyer should know.'),
  verification: verificationSchema,
};

const readingSchema = z.strictObject({
  id: idSchema.describe('Name of the reading.'),
  name: localizedTextSchema.describe('Name shown beside the time limit.'),
  startingUnitCounts: z
    .boolean()
    .describe('Whether the hour (of a limit in hours) or day (of a limit in days) of the start counts.'),
  travelCounts: z.boolean().describe('Whether time on the way between the places counts.'),
  ...citation,
});

const extensionSchema = z.strictObject({
  id: idSchema.describe('Name of the extension.'),
  total: durationSchema.describe('The whole limit with this extension, from the same start.'),
  condition: localizedTextSchema.describe('When it may be extended.'),
  document: localizedTextSchema.describe('Document without which the extension does not count.'),
});

const legalLimitSchema = z.strictObject({
  id: idSchema.describe('Name of the limit.'),
  name: localizedTextSchema.describe('What has to have happened when the time is up.'),
  measure: z
    .enum(['summons', 'policeQuestioning', 'administrativeQuestioning', 'detention', 'arrest'])
    .describe('The measure under which somebody is held, to which the limit belongs.'),
  startsAt: z
    .enum(['deprivationOfLiberty', 'detention', 'arrestRequest'])
    .describe(
      'From when the time is counted: the person is held, by whichever station; the detention is carried out; the request for arrest is made.',
    ),
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
    limits.forEach(({ duration, extensions }, index) => {
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

/** Hours of a duration that `durationSchema` accepts. */
function hoursOf(duration: string): number {
  return Number(/\d+/.exec(duration)?.[0] ?? 0) * (duration.endsWith('D') ? 24 : 1);
}
