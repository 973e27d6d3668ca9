import * as z from 'zod';

import { actorRecordSchema } from '#platform/actor/actor.ts';
import { coerciveStepKindSchema } from '#platform/deployment/coercive-steps.ts';
import { boundedText } from '#platform/bounded-text.ts';

import { documentNumberSchema } from './cooperation.ts';

/** So many steps a case takes; they are kept on the case itself, for it is decided on them. */
export const MAX_STEPS = 40;

/** Id of a coercive step. */
export const stepIdSchema = z.string().regex(/^C-[0-9A-Z]{26}$/, 'must be a step id');

/** One entry of the deployment's checklist, confirmed; with the number of its document where one is needed. */
export const confirmationSchema = z.strictObject({
  id: z.string().max(41),
  documentNumber: documentNumberSchema.optional(),
});

/** What a chief decided on a step. */
export const stepDecisionSchema = z.object({
  stationId: z.string(),
  officerId: z.string(),
  at: z.iso.datetime(),
  decision: z.enum(['approve', 'refuse']),
  reason: boundedText(500).optional(),
});

/**
 * A summons, search, seizure or arrest across the border. `approved` by the chiefs of both stations; `executed` for good.
 * An emergency step is `executed` from the start and marked for good: its papers follow, then the chiefs' decisions.
 */
export const coerciveStepSchema = z.object({
  stepId: stepIdSchema,
  kind: coerciveStepKindSchema,
  /** Whom or what it is about. */
  target: boundedText(200),
  place: boundedText(200),
  /** The station in whose area it is done: one of its officers is present. */
  atStationId: z.string(),
  executingStationId: z.string(),
  status: z.enum(['requested', 'approved', 'refused', 'cancelled', 'executed']),
  requestedAt: z.iso.datetime(),
  requestedBy: actorRecordSchema,
  note: boundedText(1000).optional(),
  checklist: z.array(confirmationSchema).max(20),
  decisions: z.array(stepDecisionSchema).max(2),
  cancellation: z
    .object({ at: z.iso.datetime(), by: actorRecordSchema, reason: boundedText(500) })
    .optional(),
  execution: z
    .object({
      at: z.iso.datetime(),
      by: actorRecordSchema,
      /** Officer of the station in whose area it was done; absent only in an emergency. */
      localOfficerId: z.string().optional(),
      note: boundedText(1000).optional(),
    })
    .optional(),
  emergency: z
    .object({
      reason: boundedText(1000),
      /** When the papers have to be there. */
      papersDueAt: z.iso.datetime(),
      papersTaskId: z.string(),
      papersAt: z.iso.datetime().optional(),
      papersBy: actorRecordSchema.optional(),
      /** When the superior was told that they were not. */
      overdueToldAt: z.iso.datetime().optional(),
    })
    .optional(),
});

/** A coercive step across the border. */
export type CoerciveStep = z.infer<typeof coerciveStepSchema>;
