import * as z from 'zod';

import { matchReasonSchema } from '#functions/registry/matching/score-pair.ts';
import { actorRecordSchema } from '#platform/actor/actor.ts';
import { caseBaseSchema } from '#platform/case/case.ts';
import { caseKindSchema, registryHitStatuses } from '#platform/case/case-status.ts';

/** What an officer found who compared resident and notice, best face to face. */
export const verdictValueSchema = z.enum(['confirmed', 'notThePerson', 'undecided']);

/** By what an officer compared them. Codes: a text would speak of the person outside the registry. */
export const checkedBySchema = z.enum(['document', 'photo', 'fingerprint', 'inPerson', 'records']);

/** One officer's finding; whoever looks again replaces their own. */
export const verdictSchema = z.object({
  verdict: verdictValueSchema,
  checkedBy: z.array(checkedBySchema).min(1).max(5),
  by: actorRecordSchema,
  at: z.iso.datetime(),
});

/** One officer's finding. */
export type Verdict = z.infer<typeof verdictSchema>;

/** How a hit ended. */
export const hitOutcomeSchema = z.enum(['confirmed', 'refuted', 'withdrawn']);

/**
 * A resident and a wanted notice that may be the same person. It holds ids, a score and codes: who they are, the registry alone
 * says, for a stated purpose.
 */
export const hitCaseSchema = caseBaseSchema.extend({
  kind: z.literal('RH'),
  status: z.enum(registryHitStatuses),
  residentId: z.string(),
  noticeId: z.string(),
  /** How sure the comparison is, from 1 to 100: the same document. */
  score: z.int().min(1).max(100),
  reasons: z.array(matchReasonSchema).min(1),
  /** The newest finding of each officer. */
  verdicts: z.array(verdictSchema).max(50),
  /** Until when two officers are to have decided; then both chiefs are called, and then the superior. */
  verifyUntil: z.iso.datetime(),
  chiefsCalledAt: z.iso.datetime().optional(),
  superiorCallAt: z.iso.datetime().optional(),
  superiorCalledAt: z.iso.datetime().optional(),
  outcome: hitOutcomeSchema.optional(),
  /** The joint investigation or the transfer that begins with a confirmed hit. */
  followUp: z.object({ caseId: z.string(), kind: caseKindSchema.extract(['JI', 'ST']) }).optional(),
});

/** A resident and a wanted notice that may be the same person. */
export type HitCase = z.infer<typeof hitCaseSchema>;
