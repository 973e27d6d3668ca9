import { PUBLISH_WITHIN_MS } from '#functions/notification/publish-claims.ts';
import { severitySchema, type LadderLevel, type Severity } from '#platform/deployment/deployment.ts';

import type { Finding, Patient } from '../finding.ts';

/** How often what was missed is taken up: the schedule of the sweeper (a test holds it to the template). */
export const SWEEPER_SECONDS = 60;
const PUBLISH_WITHIN_SECONDS = PUBLISH_WITHIN_MS / 1000;

type Timers = Patient['file']['deployment']['timers'];

/** Whether the timers fit each other and what carries the messages. */
export function checkTimers({ file }: Patient): Finding[] {
  const { timers } = file.deployment;
  return [
    ...timers.ladder.flatMap((level, index) => checkLevel(level, index, timers)),
    ...checkLadder(timers),
    ...checkMissingPerson(timers),
  ];
}

function checkLevel({ limitSeconds }: LadderLevel, index: number, { linkSeconds }: Timers): Finding[] {
  const field = `timers.ladder.${index}.limitSeconds`;
  return [
    ...severitySchema.options.flatMap((severity) => tooShort(limitSeconds[severity], `${field}.${severity}`)),
    ...outOfOrder(limitSeconds, field),
    ...severitySchema.options
      .filter((severity) => limitSeconds[severity] > linkSeconds)
      .map((severity) => linkTooShort(`${field}.${severity}`, limitSeconds[severity], linkSeconds)),
  ];
}

function tooShort(limit: number, field: string): Finding[] {
  if (limit / 2 <= PUBLISH_WITHIN_SECONDS)
    return [
      {
        severity: 'error',
        check: 'limit-within-publishing',
        field,
        what: `Half of ${limit} s is not longer than the ${PUBLISH_WITHIN_SECONDS} s in which a message goes out or is given up.`,
        meaning: 'Officers get the reminder before, or together with, the alert.',
        remedy: `Allow at least ${SWEEPER_SECONDS} s.`,
      },
    ];
  if (limit >= SWEEPER_SECONDS) return [];
  return [
    {
      severity: 'warning',
      check: 'limit-below-sweeper',
      field,
      what: `${limit} s are shorter than the ${SWEEPER_SECONDS} s between two sweeps.`,
      meaning:
        'When an effect is missed and taken up by the sweeper, the level’s time is over before it was called.',
      remedy: `Allow at least ${SWEEPER_SECONDS} s.`,
    },
  ];
}

/** Whether the more urgent case has the shorter time. */
export function outOfOrder(limits: Readonly<Record<Severity, number>>, field: string): Finding[] {
  if (limits.critical <= limits.urgent && limits.urgent <= limits.normal) return [];
  return [
    {
      severity: 'warning',
      check: 'limits-out-of-order',
      field,
      what: `The more urgent case has more time (${limits.critical} s critical, ${limits.urgent} s urgent, ${limits.normal} s normal).`,
      meaning: 'The more urgent it is, the later somebody else is called.',
      remedy: 'Let critical be the shortest and normal the longest.',
    },
  ];
}

function linkTooShort(field: string, limit: number, linkSeconds: number): Finding {
  return {
    severity: 'error',
    check: 'link-shorter-than-limit',
    field: 'timers.linkSeconds',
    what: `Links live ${linkSeconds} s, but ${field} allows ${limit} s.`,
    meaning: 'An officer who taps in time is told that the link is no longer valid.',
    remedy: 'Let links live at least as long as the whole ladder takes.',
  };
}

function checkLadder({ ladder, linkSeconds }: Timers): Finding[] {
  const longest = ladderSeconds(ladder, 'normal');
  const withinLevels = Math.max(...ladder.map(({ limitSeconds }) => limitSeconds.normal));
  return [
    ...(longest > linkSeconds && withinLevels <= linkSeconds
      ? [linkShorterThanLadder(linkSeconds, longest)]
      : []),
    ...(ladder.some(({ of }) => of === 'superior') ? [] : [withoutSuperior(ladder.length - 1)]),
    ...backToStation(ladder),
    ...repeatedLevels(ladder),
  ];
}

function linkShorterThanLadder(linkSeconds: number, longest: number): Finding {
  return {
    severity: 'warning',
    check: 'link-shorter-than-ladder',
    field: 'timers.linkSeconds',
    what: `Links live ${linkSeconds} s; the ladder takes ${longest} s in a normal case.`,
    meaning:
      'The first officer called, who may still answer while the others are being called, cannot any more.',
    remedy: `Let links live at least ${longest} s.`,
  };
}

function withoutSuperior(index: number): Finding {
  return {
    severity: 'warning',
    check: 'ladder-without-superior',
    field: `timers.ladder.${index}`,
    what: 'No level of the ladder is of the superior.',
    meaning:
      'An alert that a station does not answer never leaves the station; its own chief is called again and again.',
    remedy: 'End the ladder with the superior’s liaison.',
  };
}

function backToStation(ladder: readonly LadderLevel[]): Finding[] {
  const firstSuperior = ladder.findIndex(({ of }) => of === 'superior');
  const index = ladder.findIndex(
    ({ of }, at) => of === 'station' && firstSuperior !== -1 && at > firstSuperior,
  );
  if (index === -1) return [];
  return [
    {
      severity: 'warning',
      check: 'ladder-back-to-station',
      field: `timers.ladder.${index}`,
      what: 'A level of the station follows one of the superior.',
      meaning:
        'Once the superior has been called and did not answer, the call goes back down, and stays there.',
      remedy: 'Put the superior’s levels last.',
    },
  ];
}

function repeatedLevels(ladder: readonly LadderLevel[]): Finding[] {
  const names = ladder.map(({ role, of }) => `${role} of the ${of}`);
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [
          {
            severity: 'note' as const,
            check: 'ladder-level-twice',
            field: `timers.ladder.${index}`,
            what: `The ${name} is called at level ${names.indexOf(name) + 1} already.`,
            meaning: 'The same officers get the alert anew before somebody else does.',
            remedy: 'Remove the level unless this is what you want.',
          },
        ],
  );
}

function checkMissingPerson({ ladder, missingPerson }: Timers): Finding[] {
  const { reviewSeconds, superiorAfterSeconds, closeReminderSeconds } = missingPerson;
  const climbing = ladderSeconds(ladder, 'normal');
  const field = (name: string) => `timers.missingPerson.${name}`;
  const findings: (Finding | undefined)[] = [
    reviewSeconds < climbing
      ? {
          severity: 'warning',
          check: 'review-before-ladder',
          field: field('reviewSeconds'),
          what: `The search is reviewed after ${reviewSeconds} s; the ladder takes ${climbing} s in a normal case.`,
          meaning:
            'The search is widened for want of news before everybody who could begin it has been called.',
          remedy: `Review after at least ${climbing} s.`,
        }
      : undefined,
    superiorAfterSeconds < climbing
      ? {
          severity: 'warning',
          check: 'superior-before-ladder',
          field: field('superiorAfterSeconds'),
          what: `The superior is asked for support after ${superiorAfterSeconds} s; the ladder takes ${climbing} s in a normal case.`,
          meaning:
            'The liaison is called for support while the stations’ own officers are still being called.',
          remedy: `Call the superior after at least ${climbing} s.`,
        }
      : undefined,
    superiorAfterSeconds < reviewSeconds
      ? {
          severity: 'note',
          check: 'superior-before-review',
          field: field('superiorAfterSeconds'),
          what: `The superior is called after ${superiorAfterSeconds} s, before the first review at ${reviewSeconds} s.`,
          meaning: 'The liaison joins a search whose plan has not been looked at again yet.',
          remedy: 'Review sooner, or call the superior later, unless this is what you want.',
        }
      : undefined,
    closeReminderSeconds < climbing
      ? {
          severity: 'note',
          check: 'close-reminder-soon',
          field: field('closeReminderSeconds'),
          what: `Stations are reminded to close ${closeReminderSeconds} s after the find.`,
          meaning: 'Officers are reminded while they are still bringing the person home.',
          remedy: 'Allow at least the time it takes to bring somebody home.',
        }
      : undefined,
  ];
  return findings.filter((finding) => finding !== undefined);
}

function ladderSeconds(ladder: readonly LadderLevel[], severity: Severity): number {
  return ladder.reduce((sum, { limitSeconds }) => sum + limitSeconds[severity], 0);
}
