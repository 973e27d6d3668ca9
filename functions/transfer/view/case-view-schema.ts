import * as z from 'zod';

import { transferCaseSchema } from '#functions/transfer/model/transfer-case.ts';
import { deliverySchema } from '#platform/notification/notification.ts';

import { custodyClockSchema } from './custody-clock-view.ts';

/** Everything an officer sees of a transfer at once, except its timeline and its custody chain. */
export const caseViewSchema = transferCaseSchema.omit({ commitmentSalt: true }).extend({
  clock: custodyClockSchema,
  /** What still has to be there before the chiefs can be asked: `document:…` by its id, `healthCheck`, `fitness`, … */
  missing: z.array(z.string()),
  /** Whom no message reached: telephone them. */
  telephone: z.array(deliverySchema),
});

/** Everything an officer sees of a transfer at once. */
export type CaseView = z.infer<typeof caseViewSchema>;
