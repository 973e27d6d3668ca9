import * as z from 'zod';

import { actorRecordSchema } from '#platform/actor/actor.ts';
import { boundedText } from '#platform/bounded-text.ts';

/** Number of a letter or document, as it bears it. */
export const documentNumberSchema = boundedText(60);

/** What the other station says to a request for cooperation. */
export const answerDecisionSchema = z.enum(['accept', 'askForMore', 'decline']);

/** The formal request by which the other station becomes part of an investigation, and how far it has come. */
export const cooperationSchema = z.object({
  letterNumber: documentNumberSchema,
  /** Deputy or chief of the requesting station who approved the letter. */
  approvingOfficerId: z.string(),
  note: boundedText(1000).optional(),
  /** What was asked for after an earlier request. */
  supplement: boundedText(2000).optional(),
  requestedAt: z.iso.datetime(),
  requestedBy: actorRecordSchema,
  /** Then the chief of the other station is called, once. */
  answerDueAt: z.iso.datetime(),
  chiefCalledAt: z.iso.datetime().optional(),
  /** Then the superior is called, once; known when the chief was called. */
  superiorCallAt: z.iso.datetime().optional(),
  superiorCalledAt: z.iso.datetime().optional(),
  answer: z
    .object({
      decision: answerDecisionSchema,
      at: z.iso.datetime(),
      by: actorRecordSchema,
      /** What is asked for. */
      question: boundedText(1000).optional(),
      /** Why it was declined. */
      reason: boundedText(1000).optional(),
    })
    .optional(),
});
