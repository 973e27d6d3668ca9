import type { Role } from '#platform/actor/actor.ts';
import { stationsOf } from '#platform/case/case-change.ts';
import { InvalidRequestError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import { dutyBookKey, dutyBookSchema } from '#platform/roster/roster.ts';
import type { InvestigationCase } from '#functions/investigation/model/investigation-case.ts';

/**
 * @param roles any of which each must hold; default: whatever they are
 * @throws InvalidRequestError naming `field` unless the station's roster knows every one of them
 */
export async function requireOfficers(
  platform: Platform,
  stationId: string,
  officerIds: readonly string[],
  field: string,
  roles?: readonly Role[],
): Promise<void> {
  const book = await platform.store.get(dutyBookKey(stationId), dutyBookSchema);
  const officers = new Map(book?.body.roster.officers.map((officer) => [officer.officerId, officer.roles]));
  const fits = (officerId: string) => {
    const held = officers.get(officerId);
    return held !== undefined && (roles === undefined || held.some((role) => roles.includes(role)));
  };
  if (officerIds.every(fits)) return;
  const whom = roles === undefined ? 'officer' : roles.join(' or ');
  throw new InvalidRequestError([{ field, message: `is no ${whom} of the roster of "${stationId}"` }]);
}

/** @throws InvalidRequestError naming `field` unless it is one of the stations of the case */
export function requireStationOfCase(state: InvestigationCase, stationId: string, field: string): void {
  if (stationsOf(state).includes(stationId)) return;
  throw new InvalidRequestError([{ field, message: `must be one of: ${stationsOf(state).join(', ')}` }]);
}
