import type { Role } from '#platform/actor/actor.ts';
import { addSeconds } from '#platform/clock.ts';
import { duplicates } from '#platform/deployment/duplicates.ts';
import { partnershipsWith, type Station } from '#platform/deployment/deployment.ts';
import { uncoveredHours } from '#platform/roster/uncovered-hours.ts';
import type { Roster } from '#platform/roster/roster.ts';

import type { Finding, Patient } from '../finding.ts';
import { commonIntervals, uncoveredInWords, type Interval } from '../uncovered-in-words.ts';

const DAY_SECONDS = 86_400;
/** Days that are looked through: swapped shifts are rarely agreed further ahead. */
const DAYS = 28;

/** Whether somebody holds each level of the ladder at every hour, and can be reached as the one they are. */
export function checkRosters(patient: Patient): Finding[] {
  const { deployment, rosters } = patient.file;
  if (Object.keys(rosters).length === 0) return [rostersElsewhere];
  return [
    ...deployment.stations.flatMap((station) => {
      const roster = rosters[station.id];
      if (roster === undefined) return [noRoster(patient, station)];
      return [
        ...uncoveredLevels(patient, station, roster),
        ...administration(patient, station, roster),
        ...chiefs(station, roster),
      ];
    }),
    ...sharedTelephones(rosters),
  ];
}

const rostersElsewhere: Finding = {
  severity: 'note',
  check: 'rosters-elsewhere',
  field: 'officers',
  what: 'The file names no officers, so that rosters could not be checked.',
  meaning: 'An alert reaches nobody but the stations’ duty rooms until each station has a roster.',
  remedy:
    'Put them into "officers" and "rosters", or by PUT /v1/stations/{stationId}/roster before the first case.',
};

function noRoster({ file }: Patient, { id, kind }: Station): Finding {
  const inUse = partnershipsWith(file.deployment, id).length > 0;
  return {
    severity: inUse ? 'error' : 'note',
    check: 'roster-missing',
    field: `rosters.${id}`,
    what: `The ${kind} "${id}" has no officers.`,
    meaning: 'Nobody there gets an alert with a link to acknowledge; only its duty room hears it.',
    remedy: 'Add its officers to "officers" and their shifts to "rosters".',
  };
}

function uncoveredLevels({ file, now }: Patient, { id, kind }: Station, roster: Roster): Finding[] {
  const roles = ladderRoles(file.deployment.timers.ladder, kind);
  const byRole = roles.map((role) => uncoveredAhead(roster, role, now));
  const nobody = commonIntervals(byRole);
  const field = `rosters.${id}.weekly`;
  const levels = roles.flatMap((role, index): Finding[] => {
    const hours = byRole[index] ?? [];
    // The only level, or hours in which no other is there either, are said as what they are: nobody at all.
    if (hours.length === 0 || (roles.length === 1 && nobody.length > 0)) return [];
    return [
      {
        severity: 'warning',
        check: 'roster-hours',
        field,
        what: `At "${id}" nobody is ${role}: ${uncoveredInWords(hours)}.`,
        meaning: 'An alert in these hours skips this level and goes to the next one at once.',
        remedy: `Give somebody the role ${role} in these hours, or take the level off the ladder.`,
      },
    ];
  });
  if (nobody.length === 0) return levels;
  return [
    ...levels,
    kind === 'superior' ? unmannedSuperior(id, field, nobody) : unmannedStation(id, field, nobody),
  ];
}

/** Hours ahead that nobody covers. Looks a day further both ways, so that a night at the edge is whole, as all nights. */
function uncoveredAhead(roster: Roster, role: Role, now: Date): readonly Interval[] {
  const daysFromNow = (days: number) => addSeconds(now, days * DAY_SECONDS).toISOString();
  const [start, end] = [daysFromNow(0), daysFromNow(DAYS)];
  return uncoveredHours(roster, [role], addSeconds(now, -DAY_SECONDS), DAYS + 2)
    .filter(({ from, to }) => to > start && from < end)
    .map(({ from, to }) => ({
      from: from === daysFromNow(-1) ? start : from,
      to: to === daysFromNow(DAYS + 1) ? end : to,
    }));
}

function unmannedStation(id: string, field: string, hours: readonly Interval[]): Finding {
  return {
    severity: 'error',
    check: 'roster-nobody',
    field,
    what: `At "${id}" nobody holds any level of the ladder: ${uncoveredInWords(hours)}.`,
    meaning: 'An alert in these hours reaches no officer of the station; only the superior is called.',
    remedy: 'Cover at least one level around the clock.',
  };
}

function unmannedSuperior(id: string, field: string, hours: readonly Interval[]): Finding {
  return {
    severity: 'error',
    check: 'superior-unreachable',
    field,
    what: `At the superior "${id}" nobody can be called: ${uncoveredInWords(hours)}.`,
    meaning:
      'What both stations fail to answer in these hours is answered by nobody: the last level calls no one.',
    remedy: 'Cover the liaison around the clock.',
  };
}

/** Roles of the ladder whose holders are of this kind of station, as the notification process climbs it. */
function ladderRoles(
  ladder: Patient['file']['deployment']['timers']['ladder'],
  kind: Station['kind'],
): readonly Role[] {
  const roles = new Set(ladder.filter(({ of }) => of === kind).map(({ role }) => role));
  return roles.size === 0 && kind === 'superior' ? ['liaison'] : [...roles];
}

function administration(_patient: Patient, { id, kind }: Station, roster: Roster): Finding[] {
  if (kind !== 'superior' || roster.officers.some(({ roles }) => roles.includes('administrator'))) return [];
  return [
    {
      severity: 'warning',
      check: 'administrator-missing',
      field: 'officers',
      what: `The superior "${id}" has no administrator.`,
      meaning: 'Rosters of its stations can be written by their chiefs only, and its own by nobody.',
      remedy: 'Give an officer of the superior the role administrator.',
    },
  ];
}

function chiefs({ id, kind }: Station, roster: Roster): Finding[] {
  if (kind !== 'station' || roster.officers.some(({ roles }) => roles.includes('chief'))) return [];
  return [
    {
      severity: 'error',
      check: 'chief-missing',
      field: 'officers',
      what: `Nobody at "${id}" is chief.`,
      meaning: 'No transfer and no coercive step across the border can be approved: both chiefs have to.',
      remedy: 'Give an officer of the station the role chief.',
    },
  ];
}

function sharedTelephones(rosters: Patient['file']['rosters']): Finding[] {
  const officers = Object.entries(rosters).flatMap(([station, roster]) =>
    roster.officers.map(({ officerId, telephone }) => ({ name: `${station}/${officerId}`, telephone })),
  );
  return duplicates(officers.map(({ telephone }) => telephone)).map(({ index, first }) => ({
    severity: 'warning',
    check: 'telephone-shared',
    field: 'officers',
    what: `${officers[first]?.name} and ${officers[index]?.name} have the same telephone.`,
    meaning: 'Links are personal: whoever holds the telephone acknowledges as either of them.',
    remedy: 'Enter each officer’s own telephone, or one officer with both roles.',
  }));
}
