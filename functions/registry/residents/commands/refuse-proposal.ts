import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { proposalLedger, type Proposal } from '#functions/registry/residents/proposal.ts';
import { loadProposal } from '#functions/registry/residents/stored-proposal.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { requireReply, runCommand } from '#platform/command/run-command.ts';
import { NotFoundError } from '#platform/errors.ts';

import {
  decidesProposal,
  requireToDecide,
  requireUndecided,
  type ProposalDecision,
} from './proposal-to-decide.ts';

/**
 * Leaves the record as it is.
 * @throws ConflictError `decided-proposal` when it was accepted or refused before
 */
export async function refuseProposal(
  platform: RegistryPlatform,
  { actor, partnershipId, proposalId, idempotency }: ProposalDecision,
  refusedFor: NonNullable<Proposal['refusedFor']>,
): Promise<Reply> {
  await requireToDecide(platform, actor, partnershipId, proposalId);
  let opened: Awaited<ReturnType<typeof loadProposal>>;
  const reply = await runCommand<Proposal>(platform, {
    actor,
    action: decidesProposal,
    idempotency,
    load: async () => {
      opened = await loadProposal(platform, partnershipId, proposalId);
      return opened?.proposal;
    },
    ledger: (next) => {
      if (opened === undefined) throw new NotFoundError();
      return proposalLedger(next, opened.key);
    },
    generation: () => 1,
    decide: (state, at) => {
      const proposal = requireUndecided(state);
      return {
        next: { ...proposal, status: 'refused', refusedFor, decidedAt: at.toISOString() },
        event: { type: 'refused', data: { reason: refusedFor } },
        reply: { status: 200, body: { proposalId, version: proposal.version + 1 } },
      };
    },
  });
  return requireReply(reply);
}
