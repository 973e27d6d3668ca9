import { exampleRosters } from '#cli/load-example-rosters.ts';
import type { Role } from '#platform/actor/actor.ts';

/** An officer as a token names them. */
export interface TestOfficer {
  readonly officerId: string;
  readonly stationId: string;
  readonly roles: readonly Role[];
}

const known = new Map(
  Object.entries(exampleRosters()).flatMap(([stationId, { officers }]) =>
    officers.map(({ officerId, roles }): [string, TestOfficer] => [
      officerId,
      { officerId, stationId, roles },
    ]),
  ),
);

/** An officer of the example rosters. @throws Error when there is none of that id */
export function rosterOfficer(officerId: string): TestOfficer {
  const officer = known.get(officerId);
  if (officer === undefined) throw new Error(`No example roster has an officer "${officerId}".`);
  return officer;
}

/** An officer whom no roster knows: what they may do follows from the token alone. */
export function visitor(stationId: string, ...roles: Role[]): TestOfficer {
  return { officerId: `${stationId}-visitor-${roles.join('-').toLowerCase() || 'nobody'}`, stationId, roles };
}
