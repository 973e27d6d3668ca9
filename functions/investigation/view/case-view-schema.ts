import * as z from 'zod';

import { gateFaultSchema } from '#functions/investigation/commands/gate.ts';
import { stepIdSchema } from '#functions/investigation/model/coercive-step.ts';
import { investigationCaseSchema } from '#functions/investigation/model/investigation-case.ts';
import { deliverySchema } from '#platform/notification/notification.ts';

/** Everything an officer sees of a case at once, except leads, subjects, notes, tasks and timeline, which have lists of their own. */
export const caseViewSchema = investigationCaseSchema.extend({
  /** What each step still needs before it may be carried out, or an emergency step afterwards. */
  gate: z.array(z.object({ stepId: stepIdSchema, missing: z.array(gateFaultSchema) })),
  /** Steps that were carried out first, whose papers came or come later. */
  emergencySteps: z.array(stepIdSchema),
  /** Whom no message reached: telephone them. */
  telephone: z.array(deliverySchema),
});

/** Everything an officer sees of a case at once. */
export type CaseView = z.infer<typeof caseViewSchema>;
