import type { Role } from '#platform/actor/actor.ts';
import { addSeconds } from '#platform/clock.ts';

import { onDuty, type Roster } from './roster.ts';

const DAY_SECONDS = 86_400;
const MINUTE_SECONDS = 60;
const SHANGHAI_OFFSET_SECONDS = 8 * 3600; // China has had no summer time since 1991.

/** A time in which nobody holds a role: an alert that falls into it goes straight to the next level. */
export interface UncoveredHours {
  readonly role: Role;
  /** RFC 3339 UTC, `to` not included. */
  readonly from: string;
  readonly to: string;
}

/** When, within `days` from `start`, nobody holds one of `roles`. Exact: looks at every instant at which a shift changes. */
export function uncoveredHours(
  roster: Roster,
  roles: readonly Role[],
  start: Date,
  days: number,
): UncoveredHours[] {
  const changes = shiftChanges(roster, start, addSeconds(start, days * DAY_SECONDS));
  return roles.flatMap((role) => {
    const found: UncoveredHours[] = [];
    for (const [index, from] of changes.entries()) {
      const to = changes[index + 1];
      if (to === undefined || onDuty(roster, role, from).length > 0) continue;
      const last = found.at(-1);
      const joined = last?.to === from.toISOString();
      if (joined) found.pop();
      found.push({
        role,
        from: joined && last !== undefined ? last.from : from.toISOString(),
        to: to.toISOString(),
      });
    }
    return found;
  });
}

/** Every instant from `start` to `end`, both included, at which somebody's shift may begin or end; in order. */
function shiftChanges(roster: Roster, start: Date, end: Date): Date[] {
  const instants = new Set([start.getTime(), end.getTime()]);
  const clockTimes = new Set(roster.weekly.flatMap(({ from, to }) => [from, to]));
  const midnight = midnightBefore(start);
  for (let day = midnight; day < end; day = addSeconds(day, DAY_SECONDS))
    for (const clockTime of clockTimes) instants.add(addSeconds(day, secondsOfDay(clockTime)).getTime());
  for (const { from, to } of roster.swapped) instants.add(Date.parse(from)).add(Date.parse(to));
  return [...instants]
    .filter((instant) => instant >= start.getTime() && instant <= end.getTime())
    .toSorted((one, other) => one - other)
    .map((instant) => new Date(instant));
}

/** Midnight in Shanghai at or before `instant`. */
function midnightBefore(instant: Date): Date {
  const localSeconds = Math.floor(instant.getTime() / 1000) + SHANGHAI_OFFSET_SECONDS;
  return new Date((localSeconds - (localSeconds % DAY_SECONDS) - SHANGHAI_OFFSET_SECONDS) * 1000);
}

function secondsOfDay(clockTime: string): number {
  const [hours = 0, minutes = 0] = clockTime.split(':').map(Number);
  return (hours * 60 + minutes) * MINUTE_SECONDS;
}
