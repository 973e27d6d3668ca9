import * as z from 'zod';

import { boundedText } from '#platform/bounded-text.ts';
import { pointSchema } from '#platform/point.ts';

/** Nothing but the version on which it is decided. */
export const approvalRequestSchema = z.strictObject({});

/** A chief's decision on the content that the case has now. */
export const approvalDecisionSchema = z
  .strictObject({
    decision: z.enum(['approve', 'refuse']),
    reason: boundedText(500).optional(),
  })
  .refine(({ decision, reason }) => decision === 'approve' || reason !== undefined, {
    path: ['reason'],
    message: 'is needed: say why it is refused',
  });

/** A chief's decision. */
export type ApprovalDecision = z.infer<typeof approvalDecisionSchema>;

/** When and where the stations meet. */
export const appointmentRequestSchema = z.strictObject({
  at: z.iso.datetime(),
  place: boundedText(200),
  point: pointSchema.optional(),
});

/** When and where the stations meet. */
export type AppointmentRequest = z.infer<typeof appointmentRequestSchema>;
