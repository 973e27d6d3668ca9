import * as z from 'zod';

import { actorRecordSchema } from '#platform/actor/actor.ts';
import { boundedText } from '#platform/bounded-text.ts';

/** How an investigation ended. */
export const outcomeSchema = z.enum(['solved', 'transferred', 'suspended', 'merged', 'withoutResult']);

/** How an investigation ended. */
export type Outcome = z.infer<typeof outcomeSchema>;

/** A closing that one station has proposed and the other not yet consented to. */
export const closingProposalSchema = z.object({
  outcome: outcomeSchema,
  note: boundedText(1000).optional(),
  /** The case that this one becomes part of, when merged. */
  mergedInto: z.string().optional(),
  /** What was proposed to be closed: any change of the case's substance makes the proposal void. */
  contentVersion: z.int().min(1),
  stationId: z.string(),
  proposedAt: z.iso.datetime(),
  proposedBy: actorRecordSchema,
  /** When the other station is reminded. */
  remindAt: z.iso.datetime(),
});

/** A closing that one station has proposed. */
export type ClosingProposal = z.infer<typeof closingProposalSchema>;

/** To what both stations consented. */
export const closureRecordSchema = closingProposalSchema.omit({ remindAt: true }).extend({
  consentedAt: z.iso.datetime(),
  consentedBy: actorRecordSchema,
  /** When the case that this one has become part of was told. */
  mergerToldAt: z.iso.datetime().optional(),
});
