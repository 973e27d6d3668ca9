import * as z from 'zod';

import { withdrawalReasonSchema } from '#functions/missing-person/model/missing-person-case.ts';
import { boundedText } from '#platform/bounded-text.ts';

/** Why the report is withdrawn: nobody wants the search any more, or nobody was ever missing. */
export const withdrawalSchema = z.strictObject({
  reason: withdrawalReasonSchema,
  note: boundedText(1000).optional(),
});

/** Why the report is withdrawn. */
export type Withdrawal = z.infer<typeof withdrawalSchema>;
