import * as z from 'zod';

const bits = z.number().min(-40).max(40);

/** Weights and threshold of probable matching, in bits. */
export const registryMatchingSchema = z.strictObject({
  name: z
    .strictObject({
      same: bits.describe('The same characters or letters.'),
      homophone: bits.describe('Other characters that sound the same, tones apart.'),
      similarCharacters: bits.describe('One character is another that looks like it.'),
      oneTypo: bits.describe(
        'One character or letter is another, missing, too many, or changed with its neighbour; of three or more.',
      ),
      oneTypoInShortName: bits.describe('The same of a name of two.'),
    })
    .describe('How alike two names are; of several names of a person the best counts.'),
  birthDate: z
    .strictObject({
      same: bits.describe('The same day.'),
      digitSlipped: bits.describe('One digit is another.'),
      dayMonthSwapped: bits.describe('Day and month have changed places.'),
    })
    .describe('How alike two birth dates are; otherwise they speak of two people.'),
  sex: z
    .strictObject({
      same: bits.describe('The same sex.'),
      differs: bits.describe('Another sex, which is an error more often than one thinks.'),
    })
    .describe('Whether the sex is the same; unknown counts nothing.'),
  documentOneDigit: bits.describe('Two documents of a kind differ in one digit, the check digit left out.'),
  threshold: bits.describe('From this sum on officers have to look whether they are the same person.'),
});

/** Weights and threshold of probable matching. */
export type MatchingRules = z.infer<typeof registryMatchingSchema>;
