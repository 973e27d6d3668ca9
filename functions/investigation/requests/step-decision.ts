import * as z from 'zod';

import { boundedText } from '#platform/bounded-text.ts';

/** What a chief decides on a step; a refusal says why. */
export const stepDecisionRequestSchema = z
  .strictObject({ decision: z.enum(['approve', 'refuse']), reason: boundedText(500).optional() })
  .superRefine(({ decision, reason }, context) => {
    if (decision === 'refuse' && reason === undefined)
      context.addIssue({ code: 'custom', path: ['reason'], message: 'is needed by "refuse"' });
  });

/** What a chief decides on a step. */
export type StepDecisionRequest = z.infer<typeof stepDecisionRequestSchema>;

/** Why a step, a closing or something else is given up. */
export const reasonSchema = z.strictObject({ reason: boundedText(500) });

/** Why something is given up. */
export type Reason = z.infer<typeof reasonSchema>;
