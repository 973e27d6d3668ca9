import * as z from 'zod';

import { citation } from './citation.ts';

const atLeastOne = z.int().min(1);
const housing = z.enum([
  'ownHome',
  'rented',
  'employerDormitory',
  'withRelatives',
  'hotel',
  'hospital',
  'school',
  'shelter',
  'other',
]);
const articleSchema = z.strictObject(citation);

/** Who registers a residence, by when, and who may have a permit: what the law says, dated and cited. */
export const registryPermitsSchema = z.strictObject({
  exemptHousing: z
    .array(housing)
    .describe('Kinds of housing that report their guests themselves: nothing is to be registered.'),
  relativesDays: atLeastOne.describe('Days with relatives for which nothing is to be registered.'),
  reportWithinWorkingDays: atLeastOne.describe(
    'Working days after moving in within which a residence is reported.',
  ),
  changeWithinDays: atLeastOne.describe(
    'Days after moving within which somebody who is registered here reports the new residence.',
  ),
  eligibleAfterMonths: atLeastOne.describe('Months of registration after which a permit may be applied for.'),
  settledHousing: z
    .array(housing)
    .describe('Kinds of housing that are a ground for a permit, as work and study are.'),
  endorsedForMonths: atLeastOne.describe('Months for which a permit holds after each endorsement.'),
  holidays: z.array(z.iso.date()).describe('Weekdays that are no working days.'),
  workingWeekends: z.array(z.iso.date()).describe('Saturdays and Sundays that are working days.'),
  articles: z
    .strictObject({
      scope: articleSchema.describe('Whom the rules concern.'),
      exemption: articleSchema.describe('Whose residence need not be registered.'),
      reporting: articleSchema.describe('By when a residence is reported.'),
      change: articleSchema.describe('By when a change of residence is reported.'),
      application: articleSchema.describe('Who may apply for a permit.'),
      endorsement: articleSchema.describe('How long a permit holds.'),
    })
    .describe('The articles that say so.'),
});

/** What the law says of registration and permits. */
export type PermitRules = z.infer<typeof registryPermitsSchema>;
