import type { Role } from '#platform/actor/actor.ts';
import {
  partnershipOf,
  stationOf,
  type Deployment,
  type LadderLevel,
} from '#platform/deployment/deployment.ts';
import type { Notification } from '#platform/notification/notification.ts';
import { dutyBookKey, dutyBookSchema, onDuty, type Officer } from '#platform/roster/roster.ts';
import type { Platform } from '#platform/platform.ts';

import type { LegView } from './leg-view.ts';

/** An officer to be reached, with the station whose roster they are in. */
export interface Recipient {
  readonly officer: Officer;
  readonly officerStationId: string;
}

/** Whom a call is for. Nobody when the roster leaves the level empty. */
export interface Addressees {
  readonly role: Role | undefined;
  readonly recipients: readonly Recipient[];
}

/**
 * The levels that a leg climbs. The superior's own leg has only the superior's levels: an alert to the superior is not
 * for a station's desk. A message to certain roles has a level for each of them.
 */
export function legLadder(
  deployment: Deployment,
  { toRoles }: Pick<Notification, 'toRoles'>,
  stationId: string,
): readonly LadderLevel[] {
  const { ladder } = deployment.timers;
  if (toRoles !== undefined) return toRoles.map((role) => ownLevel(ladder, role));
  if (stationOf(deployment, stationId).kind === 'station') return ladder;
  const superiors = ladder.filter((level) => level.of === 'superior');
  return superiors.length > 0 ? superiors : ladder.slice(-1).map(asLiaison);
}

/** Everybody who holds the level at this moment, or the one officer whom the message is for. */
export async function addresseesOf(
  platform: Platform,
  view: LegView,
  level: number,
  at: Date,
): Promise<Addressees> {
  const { recipientId, partnershipId } = view.notification.body;
  const { stationId } = view.ids;
  if (recipientId !== undefined) {
    const officers = await rosterOf(platform, stationId, ({ officers }) => officers);
    return {
      role: undefined,
      recipients: officers
        .filter(({ officerId }) => officerId === recipientId)
        .map((officer) => ({ officer, officerStationId: stationId })),
    };
  }
  const rung = legLadder(platform.deployment, view.notification.body, stationId)[level];
  if (rung === undefined) throw new Error(`The ladder of "${stationId}" has no level ${level}.`);
  const officerStationId =
    rung.of === 'superior' ? partnershipOf(platform.deployment, partnershipId).superior : stationId;
  const officers = await rosterOf(platform, officerStationId, (roster) => onDuty(roster, rung.role, at));
  return { role: rung.role, recipients: officers.map((officer) => ({ officer, officerStationId })) };
}

async function rosterOf(
  { store }: Platform,
  stationId: string,
  select: (roster: Parameters<typeof onDuty>[0]) => Officer[],
): Promise<Officer[]> {
  const book = await store.get(dutyBookKey(stationId), dutyBookSchema);
  return book === undefined ? [] : select(book.body.roster);
}

/** The station's own level of that role; one that the ladder does not have takes the time limits of its last level. */
function ownLevel(ladder: readonly LadderLevel[], role: Role): LadderLevel {
  const found = ladder.find((level) => level.role === role && level.of === 'station') ?? ladder.at(-1);
  if (found === undefined) throw new Error('The ladder has no level.');
  return { ...found, role, of: 'station' };
}

/** A ladder without a level at the superior still has somebody to answer there. */
function asLiaison(level: LadderLevel): LadderLevel {
  return { ...level, role: 'liaison', of: 'superior' };
}
