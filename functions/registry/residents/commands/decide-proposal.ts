import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { proposalLedger, type Proposal } from '#functions/registry/residents/proposal.ts';
import { loadProposal } from '#functions/registry/residents/stored-proposal.ts';
import { changeResident } from '#functions/registry/store/resident-command.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';
import { authorizeInPartnership, refuse } from '#platform/authorization/authorize.ts';
import type { Idempotency, Reply } from '#platform/command/idempotency.ts';
import { ledgerWrites } from '#platform/command/ledger.ts';
import { requireReply, runCommand } from '#platform/command/run-command.ts';
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

const action = 'registry.decideProposal';

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
    action,
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
          action,
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
    action,
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

/** The proposal, which the officer's station decides on. */
async function requireToDecide(
  platform: RegistryPlatform,
  actor: OfficerActor,
  partnershipId: string,
  proposalId: string,
): Promise<Proposal> {
  await authorizeInPartnership(platform, actor, action, partnershipId);
  const opened = await loadProposal(platform, partnershipId, proposalId);
  if (opened === undefined) throw new NotFoundError();
  if (opened.proposal.owningStationId === actor.stationId) return opened.proposal;
  const error = new ForbiddenError('not-owning-station', 'The station that answers for the record decides.');
  return refuse(platform, actor, action, proposalId, error);
}

async function requireOpen(platform: RegistryPlatform, partnershipId: string, proposalId: string) {
  const opened = await loadProposal(platform, partnershipId, proposalId);
  if (opened === undefined) throw new NotFoundError();
  requireUndecided(opened.proposal);
  return opened;
}

function requireUndecided(proposal: Proposal | undefined): Proposal {
  if (proposal === undefined) throw new NotFoundError();
  if (proposal.status === 'open') return proposal;
  throw new ConflictError('decided-proposal', `The proposal was ${proposal.status} before.`);
}
