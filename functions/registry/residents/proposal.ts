import * as z from 'zod';

import { residentDetailsSchema } from '#functions/registry/model/resident.ts';
import { proposalPartition } from '#functions/registry/store/keys.ts';
import { sealedSchema } from '#functions/registry/vault/sealed.ts';
import { actorRecordSchema } from '#platform/actor/actor.ts';
import type { Key } from '#platform/store/item-store.ts';

/** What a station proposes to the one that answers for a resident. */
export const proposalSchema = z.object({
  proposalId: z.string(),
  partnershipId: z.string(),
  residentId: z.string(),
  owningStationId: z.string(),
  byStationId: z.string(),
  proposedBy: actorRecordSchema,
  /** Set when it came from a file. */
  importId: z.string().optional(),
  proposedAt: z.iso.datetime(),
  /** The resident's version that it was made of: what was corrected since then must not be undone. */
  residentVersion: z.int().min(1),
  status: z.enum(['open', 'accepted', 'refused']),
  /** What the record would say. */
  details: residentDetailsSchema,
});

/** What a station proposes. */
export type Proposal = z.infer<typeof proposalSchema>;

/** A proposal as it lies in the store: what it says is sealed by the resident's own key. */
export const keptProposalSchema = proposalSchema.extend({ details: sealedSchema });

/** Key of a proposal. */
export function proposalKey(partnershipId: string, owningStationId: string, proposalId: string): Key {
  return { pk: proposalPartition(partnershipId, owningStationId), sk: proposalId };
}

/** What a proposal is sealed as. */
export function proposalContext(proposalId: string): string {
  return `proposal:${proposalId}`;
}
