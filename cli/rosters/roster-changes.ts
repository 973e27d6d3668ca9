import { isDeepStrictEqual } from 'node:util';

import type { Officer, Roster } from '#platform/roster/roster.ts';

/**
 * What replacing `before` by `after` changes, a line each: officers by id and the names of the fields that differ, shifts
 * with their hours. Says no name and no telephone; the order of officers and shifts does not matter.
 */
export function rosterChanges(before: Roster, after: Roster): string[] {
  return [
    ...officerChanges(before.officers, after.officers),
    ...shiftChanges(before.weekly.map(weeklyShift), after.weekly.map(weeklyShift)),
    ...shiftChanges(before.swapped.map(swappedShift), after.swapped.map(swappedShift)),
  ];
}

function officerChanges(before: readonly Officer[], after: readonly Officer[]): string[] {
  const old = new Map(before.map((officer) => [officer.officerId, officer]));
  const ids = new Set(after.map(({ officerId }) => officerId));
  return [
    ...after.flatMap((officer) => {
      const was = old.get(officer.officerId);
      if (was === undefined) return [`+ officer ${officer.officerId}`];
      const fields = differingFields(was, officer);
      return fields.length === 0 ? [] : [`~ officer ${officer.officerId}: ${fields.join(', ')}`];
    }),
    ...before.filter(({ officerId }) => !ids.has(officerId)).map(({ officerId }) => `- officer ${officerId}`),
  ];
}

function differingFields(was: Officer, is: Officer): string[] {
  const comparable = (officer: Officer): [string, unknown][] =>
    Object.entries({ ...officer, roles: officer.roles.toSorted() });
  const old = new Map(comparable(was));
  return comparable(is)
    .filter(([field, value]) => !isDeepStrictEqual(old.get(field), value))
    .map(([field]) => field);
}

function shiftChanges(before: readonly string[], after: readonly string[]): string[] {
  return [
    ...after.filter((shift) => !before.includes(shift)).map((shift) => `+ ${shift}`),
    ...before.filter((shift) => !after.includes(shift)).map((shift) => `- ${shift}`),
  ];
}

function weeklyShift({ role, officerId, weekdays, from, to }: Roster['weekly'][number]): string {
  return `weekly ${role} ${officerId} on ${weekdays.toSorted((one, other) => one - other).join('')} ${from}–${to}`;
}

function swappedShift({ role, officerId, from, to }: Roster['swapped'][number]): string {
  const instant = (text: string) => new Date(text).toISOString();
  return `swapped ${role} ${officerId} ${instant(from)}–${instant(to)}`;
}
