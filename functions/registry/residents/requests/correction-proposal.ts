import * as z from 'zod';

import { registrationSchema } from '#functions/registry/model/resident.ts';
import { refusalReasonSchema } from '#functions/registry/residents/proposal.ts';

import { detailsPatchSchema } from './details-patch.ts';

/** What a station asks the one that answers for a resident to change. */
export const correctionProposalSchema = z
  .strictObject({
    changes: detailsPatchSchema.optional(),
    /** A residence, for example with the proposing station; the open one ends the day before. */
    residence: registrationSchema.optional(),
    /** Whether the proposing station is to answer for the record from then on. */
    move: z.boolean().default(false),
  })
  .refine(({ changes, residence, move }) => changes !== undefined || residence !== undefined || move, {
    message: 'must name changes, a residence, or a move',
  });

/** What a station asks for. */
export type CorrectionProposal = z.infer<typeof correctionProposalSchema>;

/** Why a proposal is refused. */
export const proposalRefusalSchema = z.strictObject({ reason: refusalReasonSchema });
