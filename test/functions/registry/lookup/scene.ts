import { lookupHandlers } from '#functions/registry/lookup/handlers.ts';
import { lookUp } from '#functions/registry/lookup/look-up.ts';
import type { Ground } from '#functions/registry/lookup/model/ground.ts';
import type { Criteria } from '#functions/registry/lookup/model/criteria.ts';
import { lookupRoutes } from '#functions/registry/lookup/routes.ts';
import type { ResidentDetails } from '#functions/registry/model/resident.ts';
import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { newResident } from '#functions/registry/store/resident-store.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';
import { apiCaller } from '#test/functions/platform/http/api-call.ts';
import { openBareCase } from '#test/support/cases.ts';
import { PARTNERSHIP } from '#test/support/registry.ts';
import { inventedResident } from '#test/support/residents.ts';

/** The duty officer of Yaqian whose shift it is at noon (Shanghai). */
export const looker: OfficerActor = {
  kind: 'officer',
  officerId: 'yaqian-duty-1',
  stationId: 'yaqian',
  roles: ['dutyOfficer'],
};

/** A ground that needs no case. */
export const byLaw: Ground = { legalBasis: 'residenceRegistrationRules' };

/** A resident of Qianqing, unless another station is said. @returns the id */
export async function registered(
  platform: RegistryPlatform,
  changes: Partial<ResidentDetails> & { readonly order?: number } = {},
  owningStationId = 'qianqing',
): Promise<string> {
  const { residentId, writes } = await newResident(platform, {
    partnershipId: PARTNERSHIP,
    owningStationId,
    details: inventedResident(changes),
    actor: { kind: 'officer', officerId: 'clerk', stationId: owningStationId, roles: ['dutyOfficer'] },
    action: 'registry.register',
    at: platform.clock.now(),
  });
  await platform.store.transact(writes);
  return residentId;
}

/** What `looker` is answered who registers residences. */
export function lookedUp(platform: RegistryPlatform, criteria: Criteria) {
  return lookUp(platform, looker, PARTNERSHIP, { purpose: 'residenceRegistration', ground: byLaw, criteria });
}

/** A case of the partnership that is open, as the ground of a lookup. */
export async function openCaseGround(platform: RegistryPlatform): Promise<{ caseId: string }> {
  const { caseId } = await openBareCase(platform);
  return { caseId };
}

/** The routes of lookups as they are called. */
export function lookupApi(platform: RegistryPlatform) {
  return apiCaller(platform, lookupRoutes, lookupHandlers(platform));
}
