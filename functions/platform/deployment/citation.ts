import * as z from 'zod';

/** Name of an entry of configuration, as commands and records refer to it. */
export const entryIdSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,40}$/, 'must be 2 to 41 lower-case letters, digits or hyphens, a letter first');

/** Whether somebody compared an entry with the law in force. */
export const verificationSchema = z
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

/** Where a rule of the law is found, and who vouches for it: members of each entry that holds one. */
export const citation = {
  law: z.string().min(1).describe('The law and the version that was read.'),
  article: z.string().min(1).describe('The article, as a lawyer cites it.'),
  inForceFrom: z.iso.date().describe('Since when this version is in force.'),
  note: z.string().min(1).optional().describe('What an officer or lawyer should know.'),
  verification: verificationSchema,
};
