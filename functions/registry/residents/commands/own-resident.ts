import type { Resident, ResidentDetails } from '#functions/registry/model/resident.ts';
import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { changeResident } from '#functions/registry/store/resident-command.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';
import { hashOf } from '#platform/audit/audit-entry.ts';
import { authorizeInPartnership, refuse } from '#platform/authorization/authorize.ts';
import type { Idempotency, Reply } from '#platform/command/idempotency.ts';
import { requireReply } from '#platform/command/run-command.ts';
import { ForbiddenError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';

import { goneIfErased } from './gone-if-erased.ts';

/** A command of an officer on a resident. */
export interface OfficersResidentCommand {
  readonly actor: OfficerActor;
  readonly partnershipId: string;
  readonly residentId: string;
  readonly idempotency: Idempotency;
  /** Version that a decision was taken on. */
  readonly ifMatch?: number;
}

/**
 * Changes what the record of a resident of the officer's own station says.
 * @param type what the timeline calls it
 * @param change the details after it, from those at that moment
 * @throws GoneError `erased-resident`
 * @throws ForbiddenError `not-owning-station` for the other station's residents, whose corrections are proposed; logged
 */
export async function changeOwnResident(
  platform: RegistryPlatform,
  command: OfficersResidentCommand,
  type: string,
  change: (details: ResidentDetails) => ResidentDetails,
): Promise<Reply> {
  const action = 'registry.correct';
  await authorizeInPartnership(platform, command.actor, action, command.partnershipId);
  const reply = await goneIfErased(platform, command, () =>
    changeResident(platform, {
      ...command,
      action,
      authorize: (record) => requireOwnResident(platform, command.actor, action, record),
      decide: (resident) => {
        const details = change(resident.details);
        if (hashOf(details) === hashOf(resident.details)) return undefined;
        return { details, event: { type, data: { details } } };
      },
    }),
  );
  return requireReply(reply);
}

/** @throws ForbiddenError `not-owning-station` for the other station's residents; the refusal is logged */
export async function requireOwnResident(
  platform: Platform,
  actor: OfficerActor,
  action: string,
  { residentId, owningStationId }: Pick<Resident, 'residentId' | 'owningStationId'>,
): Promise<void> {
  if (owningStationId === actor.stationId) return;
  const message = `The station ${owningStationId} answers for this record. Propose the correction to it.`;
  const error = new ForbiddenError('not-owning-station', message, { owningStationId });
  await refuse(platform, actor, action, residentId, error);
}
