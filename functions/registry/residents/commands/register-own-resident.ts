import type { ResidentDetails } from '#functions/registry/model/resident.ts';
import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { registerResident } from '#functions/registry/store/resident-command.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';
import { authorizeInPartnership } from '#platform/authorization/authorize.ts';
import type { Idempotency, Reply } from '#platform/command/idempotency.ts';
import { requireReply } from '#platform/command/run-command.ts';

/**
 * Enters a resident; the officer's station answers for the record.
 * @throws ConflictError `known-resident`, with the resident's id and owner, when the registry knows one of the documents
 */
export async function registerOwnResident(
  platform: RegistryPlatform,
  actor: OfficerActor,
  partnershipId: string,
  details: ResidentDetails,
  idempotency: Idempotency,
): Promise<Reply> {
  const action = 'registry.register';
  await authorizeInPartnership(platform, actor, action, partnershipId);
  const entry = { partnershipId, owningStationId: actor.stationId, details, actor, action, idempotency };
  return requireReply(await registerResident(platform, entry));
}
