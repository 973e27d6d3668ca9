import type { ResidentDetails } from '#functions/registry/model/resident.ts';
import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { patched } from '#functions/registry/residents/changes/patched.ts';
import { withResidence } from '#functions/registry/residents/changes/residences.ts';
import { proposalLedger, type Proposal } from '#functions/registry/residents/proposal.ts';
import { madeProposal } from '#functions/registry/residents/proposal-writes.ts';
import type { CorrectionProposal } from '#functions/registry/residents/requests/correction-proposal.ts';
import { loadResident } from '#functions/registry/store/resident-record.ts';
import type { PersonKey } from '#functions/registry/vault/person-vault.ts';
import { hashOf } from '#platform/audit/audit-entry.ts';
import { authorizeInPartnership } from '#platform/authorization/authorize.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { requireReply, runCommand } from '#platform/command/run-command.ts';
import { ConflictError, NotFoundError } from '#platform/errors.ts';

import type { OfficersResidentCommand } from './own-resident.ts';

/**
 * Asks the station that answers for a resident to correct the record, or to hand it over.
 * @throws ConflictError `own-resident` for a resident of the own station, `known-proposal` when the same was asked for before,
 *   `nothing-to-do` when the record says so already
 */
export async function proposeCorrection(
  platform: RegistryPlatform,
  { actor, partnershipId, residentId, idempotency }: OfficersResidentCommand,
  request: CorrectionProposal,
): Promise<Reply> {
  const action = 'registry.propose';
  await authorizeInPartnership(platform, actor, action, partnershipId);
  let key: PersonKey | undefined;
  const reply = await runCommand<Proposal>(platform, {
    actor,
    action,
    idempotency,
    load: async () => undefined,
    ledger: (next) => {
      if (key === undefined) throw new NotFoundError();
      return proposalLedger(next, key);
    },
    generation: () => 1,
    decide: async (_state, at) => {
      const resident = (await loadResident(platform, partnershipId, residentId))?.resident;
      if (resident === undefined) throw new NotFoundError();
      if (resident.owningStationId === actor.stationId)
        throw new ConflictError('own-resident', 'Your station answers for this record: correct it.');
      const details = proposed(resident.details, request);
      const { move } = request;
      if (!move && hashOf(details) === hashOf(resident.details)) return undefined;
      const correction = { partnershipId, resident, details, byStationId: actor.stationId, actor, move, at };
      const made = await madeProposal(platform, correction);
      if (made === undefined) throw new NotFoundError();
      const { proposalId } = made.proposal;
      if (made.isKnown)
        throw new ConflictError('known-proposal', `The same was proposed as ${proposalId}.`, { proposalId });
      key = made.key;
      return {
        next: made.proposal,
        event: { type: 'proposed', data: {} },
        reply: { status: 201, body: { proposalId, residentId, version: 1 } },
      };
    },
  });
  return requireReply(reply);
}

function proposed(details: ResidentDetails, { changes, residence }: CorrectionProposal): ResidentDetails {
  const corrected = changes === undefined ? details : patched(details, changes);
  return residence === undefined ? corrected : withResidence(corrected, residence);
}
