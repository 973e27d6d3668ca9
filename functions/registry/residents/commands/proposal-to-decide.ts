import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import type { Proposal } from '#functions/registry/residents/proposal.ts';
import { loadProposal } from '#functions/registry/residents/stored-proposal.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';
import { authorizeInPartnership, refuse } from '#platform/authorization/authorize.ts';
import type { Idempotency } from '#platform/command/idempotency.ts';
import { ConflictError, ForbiddenError, NotFoundError } from '#platform/errors.ts';

/** A decision of the station that answers for a resident on what the other one proposes. */
export interface ProposalDecision {
  readonly actor: OfficerActor;
  readonly partnershipId: string;
  readonly proposalId: string;
  readonly idempotency: Idempotency;
  /** The resident's version that an acceptance is decided on. */
  readonly ifMatch?: number;
}

/** What a decision on a proposal is called in the table of permissions and in the audit. */
export const decidesProposal = 'registry.decideProposal';

/**
 * The proposal, which the officer's station decides on.
 * @throws ForbiddenError `not-owning-station` for the station that proposes; logged
 * @throws NotFoundError when there is none, or the resident is erased
 */
export async function requireToDecide(
  platform: RegistryPlatform,
  actor: OfficerActor,
  partnershipId: string,
  proposalId: string,
): Promise<Proposal> {
  await authorizeInPartnership(platform, actor, decidesProposal, partnershipId);
  const opened = await loadProposal(platform, partnershipId, proposalId);
  if (opened === undefined) throw new NotFoundError();
  if (opened.proposal.owningStationId === actor.stationId) return opened.proposal;
  const error = new ForbiddenError('not-owning-station', 'The station that answers for the record decides.');
  return refuse(platform, actor, decidesProposal, proposalId, error);
}

/** @throws ConflictError `decided-proposal` when it was accepted or refused before */
export function requireUndecided(proposal: Proposal | undefined): Proposal {
  if (proposal === undefined) throw new NotFoundError();
  if (proposal.status === 'open') return proposal;
  throw new ConflictError('decided-proposal', `The proposal was ${proposal.status} before.`);
}
