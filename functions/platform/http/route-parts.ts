import * as z from 'zod';

/** A query without anything in it. */
export const noQuery = z.strictObject({});

/** Why an officer reads what they may read only for a purpose; written into the audit with the lookup. */
export const purposeSchema = z.string().min(2).max(200);

/** Members of the contract of a route that changes nothing. */
export const reads = { changes: false, decides: false, problems: [] } as const;

/** Members of the contract of an additive command: whatever has happened in the meantime, it is taken. */
export const adds = {
  changes: true,
  decides: false,
  problems: [409, 413, 415, 422, 428, 503],
} as const;

/** A JSON answer. */
export function json<Status extends 200 | 201>(status: Status, description: string, schema: z.ZodType) {
  return { status, contentType: 'application/json', schema, description } as const;
}
