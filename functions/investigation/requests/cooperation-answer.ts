import * as z from 'zod';

import { boundedText } from '#platform/bounded-text.ts';
import { answerDecisionSchema } from '#functions/investigation/model/cooperation.ts';

/** The other station's answer. */
export const cooperationAnswerSchema = z
  .strictObject({
    decision: answerDecisionSchema,
    /** Needed when more is asked for. */
    question: boundedText(1000).optional(),
    /** Needed when it is declined. */
    reason: boundedText(1000).optional(),
  })
  .superRefine(({ decision, question, reason }, context) => {
    const check = (field: string, wanted: boolean, present: boolean) => {
      if (wanted === present) return;
      const message = wanted ? `is needed by "${decision}"` : `does not go with "${decision}"`;
      context.addIssue({ code: 'custom', path: [field], message });
    };
    check('question', decision === 'askForMore', question !== undefined);
    check('reason', decision === 'decline', reason !== undefined);
  });

/** The other station's answer. */
export type CooperationAnswer = z.infer<typeof cooperationAnswerSchema>;
