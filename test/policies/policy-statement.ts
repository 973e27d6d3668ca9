import * as z from 'zod';

const oneOrMore = z.union([z.array(z.string()), z.string().transform((text) => [text])]);
const value = z.union([z.string(), z.boolean().transform(String), z.number().transform(String)]);
const values = z.union([z.array(value), value.transform((text) => [text])]);

/** A statement of a policy, its references resolved. */
export const policyStatementSchema = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z.unknown().optional(),
  Action: oneOrMore,
  Resource: oneOrMore.optional(),
  NotResource: oneOrMore.optional(),
  Condition: z.record(z.string(), z.record(z.string(), values)).default({}),
});

/** A statement of a policy, its references resolved. */
export type PolicyStatement = z.output<typeof policyStatementSchema>;
