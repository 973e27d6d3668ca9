import * as z from 'zod';

import { residentDetailsSchema } from '#functions/registry/model/resident.ts';
import { proposalKey, proposalPartition } from '#functions/registry/store/keys.ts';
import type { PersonKey } from '#functions/registry/vault/person-vault.ts';
import { sealedSchema } from '#functions/registry/vault/sealed.ts';
import { actorRecordSchema } from '#platform/actor/actor.ts';
import { ledgerStateSchema, type Ledger } from '#platform/command/ledger.ts';

/** Why a station does not make a correction that it was asked for. Codes: a text would outlive the person's key. */
export const refusalReasonSchema = z.enum(['wrong', 'alreadyKnown', 'notProven', 'outdated', 'otherReason']);

/** What a station proposes to the one that answers for a resident. */
export const proposalSchema = ledgerStateSchema.extend({
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
  /** Whether the proposing station is to answer for the record from then on. */
  move: z.boolean(),
  status: z.enum(['open', 'accepted', 'refused']),
  refusedFor: refusalReasonSchema.optional(),
  decidedAt: z.iso.datetime().optional(),
  /** What the record would say. */
  details: residentDetailsSchema,
});

/** What a station proposes. */
export type Proposal = z.infer<typeof proposalSchema>;

/** A proposal as it lies in the store: what it says is sealed by the resident's own key. */
export const keptProposalSchema = proposalSchema.extend({ details: sealedSchema });

/**
 * Where a proposal is kept, with its own audit chain; listed while it is open. It is sealed by the resident's key, so that it
 * is lost with them.
 */
export function proposalLedger(
  { proposalId, partnershipId, owningStationId, status }: Proposal,
  key: PersonKey,
): Ledger {
  return {
    id: proposalId,
    key: proposalKey(partnershipId, proposalId),
    entity: 'proposal',
    seal: {
      record: ({ details, ...rest }) => ({
        ...rest,
        details: key.seal(z.object({}).loose().parse(details), proposalContext(proposalId)),
      }),
      eventData: (data, sequence) => ({
        ...key.seal(data, `${proposalContext(proposalId)}:event:${sequence}`),
      }),
    },
    ...(status === 'open'
      ? { index: { gsi1: { pk: proposalPartition(partnershipId, owningStationId), sk: proposalId } } }
      : {}),
  };
}

/** What the content of a proposal is sealed as. */
export function proposalContext(proposalId: string): string {
  return `proposal:${proposalId}`;
}
