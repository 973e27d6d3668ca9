import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { proposalLedger, type Proposal } from '#functions/registry/residents/proposal.ts';
import { loadProposal } from '#functions/registry/residents/stored-proposal.ts';
import { changeResident } from '#functions/registry/store/resident-command.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { ledgerWrites } from '#platform/command/ledger.ts';
import { requireReply } from '#platform/command/run-command.ts';
import { ConflictError, NotFoundError } from '#platform/errors.ts';

import {
  decidesProposal,
  requireToDecide,
  requireUndecided,
  type ProposalDecision,
} from './proposal-to-decide.ts';

/**
 * Makes the correction that was proposed; when a move was asked for, the other station answers for the record from now on.
 * Record and proposal change in one transaction.
 * @throws ConflictError `outdated-proposal` when the record was changed since it was proposed: it would undo that;
 *   `decided-proposal` when it was accepted or refused before
 * @throws PreconditionFailedError when the record is not at `ifMatch`
 */
export async function acceptProposal(
  platform: RegistryPlatform,
  { proposalId, ...command }: ProposalDecision,
): Promise<Reply> {
  const { actor, partnershipId } = command;
  const { residentId } = await requireToDecide(platform, actor, partnershipId, proposalId);
  const reply = await changeResident(platform, {
    ...command,
    action: decidesProposal,
    residentId,
    decide: async (resident, at) => {
      const { proposal, key } = await requireOpen(platform, partnershipId, proposalId);
      if (proposal.residentVersion !== resident.version)
        throw new ConflictError(
          'outdated-proposal',
          `It was made of version ${proposal.residentVersion}; the record is at ${resident.version}. Refuse it as outdated.`,
        );
      const next: Proposal = { ...proposal, status: 'accepted', decidedAt: at.toISOString() };
      const { details, byStationId, move } = proposal;
      return {
        details,
        ...(move ? { owningStationId: byStationId } : {}),
        event: { type: move ? 'moved' : 'corrected', data: { details, proposalId } },
        writes: ledgerWrites<Proposal>({
          ledger: proposalLedger(next, key),
          before: proposal,
          next,
          actor,
          action: decidesProposal,
          at,
          event: { type: 'accepted', data: {} },
          generation: 1,
          effects: [],
          writes: [],
          reply: { status: 200, body: {} },
        }),
        answer: { proposalId },
      };
    },
  });
  return requireReply(reply);
}

async function requireOpen(platform: RegistryPlatform, partnershipId: string, proposalId: string) {
  const opened = await loadProposal(platform, partnershipId, proposalId);
  if (opened === undefined) throw new NotFoundError();
  requireUndecided(opened.proposal);
  return opened;
}
