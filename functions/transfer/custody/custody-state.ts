import * as z from 'zod';

import { custodyCourseSchema } from './custody-course.ts';
import { hashSchema } from './custody-facts.ts';

/** What a transfer's own record keeps of its custody chain: its length, its head, and where custody stands. */
export const custodyStateSchema = custodyCourseSchema.extend({
  /** Number of the newest entry. */
  sequence: z.int().min(1),
  /** Hash of the newest entry. */
  head: hashSchema,
});

/** What a transfer's own record keeps of its custody chain. */
export type CustodyState = z.infer<typeof custodyStateSchema>;

/** A transfer as its custody chain sees it: no `custody` before the first entry. */
export interface CustodyHolder {
  readonly caseId: string;
  readonly custody?: CustodyState | undefined;
}
