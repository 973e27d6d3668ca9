import { readFileSync } from 'node:fs';

import * as z from 'zod';

const amount = z.number().nonnegative();

/** What AWS would charge for, counted while something happened. */
export const countedSchema = z.strictObject({
  /** State transitions: states entered, attempts repeated, and each execution's end. */
  transitions: amount,
  writeUnits: amount,
  readUnits: amount,
  invocations: amount,
  gigabyteSeconds: amount,
  apiRequests: amount,
  topicPublishes: amount,
  emails: amount,
  smsSegments: amount,
  storedBytes: amount,
  logBytes: amount,
});

/** What AWS would charge for, counted while something happened. */
export type Counted = z.infer<typeof countedSchema>;

/** What was counted, and how it can be counted again. */
export const caseCountsSchema = z.strictObject({
  command: z.string(),
  countedOn: z.iso.date(),
  machine: z.string(),
  /** What the case was, for whoever reads the price. */
  case: z.strictObject({ story: z.string(), hours: amount, counted: countedSchema }),
  drill: countedSchema,
  /** A minute in which nobody does anything. */
  idleMinute: countedSchema,
});

/** What was counted, and how it can be counted again. */
export type CaseCounts = z.infer<typeof caseCountsSchema>;

const file = new URL('../../../bench/case-counts/case-counts.json', import.meta.url);

/** What `npm run bench:case` counted last. */
export function readCaseCounts(): CaseCounts {
  return caseCountsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}
