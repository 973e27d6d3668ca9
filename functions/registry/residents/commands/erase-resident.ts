import { openHitsOf } from '#functions/registry/matching/pairs-of-resident.ts';
import type { Resident } from '#functions/registry/model/resident.ts';
import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import type { ErasureRequest } from '#functions/registry/residents/requests/erasure.ts';
import { changeResident, type DecidedChange } from '#functions/registry/store/resident-command.ts';
import { authorizeInPartnership } from '#platform/authorization/authorize.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { requireReply } from '#platform/command/run-command.ts';
import { ConflictError } from '#platform/errors.ts';
import type { ItemStore } from '#platform/store/item-store.ts';

import { goneIfErased } from './gone-if-erased.ts';
import { requireOwnResident, type OfficersResidentCommand } from './own-resident.ts';

/**
 * Erases a person: their key is destroyed, and with it record, history, proposals and every copy of them. What remains says that
 * somebody was erased, by whom and on what ground, and the chain of it still verifies.
 * @throws ConflictError `open-hits` while officers have not decided whether it is a wanted person
 * @throws ForbiddenError `not-owning-station` for the other station's residents; logged
 */
export async function eraseResident(
  platform: RegistryPlatform,
  command: OfficersResidentCommand,
  request: ErasureRequest,
): Promise<Reply> {
  const action = 'registry.erase';
  await authorizeInPartnership(platform, command.actor, action, command.partnershipId);
  const reply = await goneIfErased(platform, command, () =>
    changeResident(platform, {
      ...command,
      action,
      authorize: (record) => requireOwnResident(platform, command.actor, action, record),
      decide: (resident) => erasure(platform.store, resident, request),
    }),
  );
  return requireReply(reply);
}

/**
 * What erases a resident, unless a hit of theirs is open or is raised at that moment.
 * @throws ConflictError `open-hits`
 */
export async function erasure(
  store: ItemStore,
  resident: Resident,
  ground: Readonly<Record<string, unknown>>,
): Promise<DecidedChange> {
  const { caseIds, unlessRaised } = await openHitsOf(store, resident);
  if (caseIds.length > 0)
    throw new ConflictError('open-hits', `Decide on ${caseIds.join(', ')} first.`, { caseIds });
  return { erase: true, event: { type: 'erased', data: ground }, writes: [unlessRaised] };
}
