import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { SWEEPER_SECONDS } from '#cli/doctor/checks/timers.ts';
import type { Patient } from '#cli/doctor/finding.ts';
import type { Roster } from '#platform/roster/roster.ts';
import { propertiesOf, synthesise } from '#test/infra/synthesised.ts';

import { findingsAfter, healthyFile } from './patient.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const yaqian = healthyFile().rosters['yaqian'];
const { ladder } = healthyFile().deployment.timers;
const { geography } = healthyFile() as unknown as { geography: { features: Record<string, unknown>[] } };

/** Yaqian's shifts without those that `leave` refuses. */
function shifts(leave: (shift: Roster['weekly'][number]) => boolean) {
  return yaqian?.weekly.filter(leave) ?? [];
}

function feature(keep: (properties: { kind: string; stationId?: string }) => boolean) {
  return {
    ...geography,
    features: geography.features.filter((each) =>
      keep(each['properties'] as { kind: string; stationId?: string }),
    ),
  };
}

const unverified = { verified: false, checkBy: 'legal department', before: '2026-12-31' };
const level = (role: string, of: string) => ({
  role,
  of,
  limitSeconds: { critical: 60, urgent: 300, normal: 300 },
});

/** One way to spoil a healthy file for each thing that can be found, and how it is found. */
const spoiled: [
  check: string,
  severity: string,
  field: string,
  path: string,
  value: unknown,
  Partial<Patient>?,
][] = [
  // Rosters.
  ['rosters-elsewhere', 'note', 'officers', 'rosters', {}],
  ['roster-missing', 'error', 'rosters.qianqing', 'rosters.qianqing', undefined],
  [
    'roster-hours',
    'warning',
    'rosters.yaqian.weekly',
    'rosters.yaqian.weekly',
    shifts(({ officerId }) => officerId !== 'yaqian-duty-2'),
  ],
  ['roster-nobody', 'error', 'rosters.yaqian.weekly', 'rosters.yaqian.weekly', []],
  ['superior-unreachable', 'error', 'rosters.liaison-centre.weekly', 'rosters.liaison-centre.weekly', []],
  ['administrator-missing', 'warning', 'officers', 'rosters.liaison-centre.officers.2.roles', ['liaison']],
  ['telephone-shared', 'warning', 'officers', 'rosters.yaqian.officers.1.telephone', '+8613900000001'],
  // Channels.
  [
    'station-unreachable',
    'error',
    'stations.0.contacts',
    'deployment.stations.0.contacts',
    { emails: [], telephones: [] },
  ],
  ['station-by-mail-only', 'warning', 'stations.0.contacts', 'deployment.stations.0.contacts.telephones', []],
  ['station-unused', 'warning', 'stations.1.id', 'deployment.partnerships.0.stations', ['yaqian', 'yaqian']],
  ['sms-captured', 'note', 'sms.type', 'deployment.sms', { type: 'capture' }],
  // Timers.
  [
    'limit-within-publishing',
    'error',
    'timers.ladder.0.limitSeconds.critical',
    'deployment.timers.ladder.0.limitSeconds.critical',
    20,
  ],
  [
    'limit-below-sweeper',
    'warning',
    'timers.ladder.0.limitSeconds.critical',
    'deployment.timers.ladder.0.limitSeconds.critical',
    59,
  ],
  [
    'limits-out-of-order',
    'warning',
    'timers.ladder.1.limitSeconds',
    'deployment.timers.ladder.1.limitSeconds.critical',
    301,
  ],
  ['link-shorter-than-limit', 'error', 'timers.linkSeconds', 'deployment.timers.linkSeconds', 299],
  ['link-shorter-than-ladder', 'warning', 'timers.linkSeconds', 'deployment.timers.linkSeconds', 1199],
  ['ladder-without-superior', 'warning', 'timers.ladder.2', 'deployment.timers.ladder', ladder.slice(0, 3)],
  [
    'ladder-back-to-station',
    'warning',
    'timers.ladder.2',
    'deployment.timers.ladder',
    [level('dutyOfficer', 'station'), level('liaison', 'superior'), level('chief', 'station')],
  ],
  [
    'ladder-level-twice',
    'note',
    'timers.ladder.1',
    'deployment.timers.ladder',
    [level('chief', 'station'), level('chief', 'station'), level('liaison', 'superior')],
  ],
  [
    'review-before-ladder',
    'warning',
    'timers.missingPerson.reviewSeconds',
    'deployment.timers.missingPerson.reviewSeconds',
    1199,
  ],
  [
    'superior-before-ladder',
    'warning',
    'timers.missingPerson.superiorAfterSeconds',
    'deployment.timers.missingPerson.superiorAfterSeconds',
    1199,
  ],
  [
    'superior-before-review',
    'note',
    'timers.missingPerson.superiorAfterSeconds',
    'deployment.timers.missingPerson.superiorAfterSeconds',
    7199,
  ],
  [
    'close-reminder-soon',
    'note',
    'timers.missingPerson.closeReminderSeconds',
    'deployment.timers.missingPerson.closeReminderSeconds',
    1199,
  ],
  // Messages and addresses.
  ['sms-split', 'warning', 'publicBaseUrl', 'deployment.publicBaseUrl', 'https://border815.keqiao-police.cn'],
  [
    'sms-signature',
    'note',
    'sms',
    'deployment.sms',
    { type: 'http', url: 'https://sms.b815.cn', timeoutMs: 5000 },
  ],
  ['links-unencrypted', 'error', 'publicBaseUrl', 'deployment.publicBaseUrl', 'http://b815.cn'],
  ['links-without-name', 'error', 'publicBaseUrl', 'deployment.publicBaseUrl', 'https://192.0.2.1'],
  ['links-with-path', 'error', 'publicBaseUrl', 'deployment.publicBaseUrl', 'https://b815.cn/x'],
  [
    'certificate-missing',
    'warning',
    'infrastructure.certificateArn',
    'infrastructure.certificateArn',
    undefined,
  ],
  [
    'alarms-to-station',
    'warning',
    'infrastructure.alarmEmails.0',
    'infrastructure.alarmEmails.0',
    'duty@yaqian.b815.cn',
  ],
  [
    'placeholder-address',
    'warning',
    'infrastructure.alarmEmails.0',
    'infrastructure.alarmEmails.0',
    'operations@border815.example',
  ],
  // Partition and identity.
  ['unfit-for-target', 'error', 'identity.type', '', undefined, { partition: 'aws-cn' }],
  [
    'issuer-unencrypted',
    'error',
    'identity.issuer',
    'deployment.identity',
    {
      type: 'oidc',
      issuer: 'http://id.b815.cn',
      audience: ['b'],
      claims: { officer: 'o', station: 's', roles: 'r' },
    },
  ],
  [
    'claims-the-same',
    'error',
    'identity.claims',
    'deployment.identity',
    {
      type: 'oidc',
      issuer: 'https://id.b815.cn',
      audience: ['b'],
      claims: { officer: 's', station: 's', roles: 'r' },
    },
  ],
  // Translations: the catalogue's own are held by its tests.
  ['translation-missing', 'warning', 'stations.0.name', 'deployment.stations.0.name.en', '衙前派出所'],
  // Geography.
  [
    'geography-missing',
    'warning',
    'infrastructure.geography',
    'geography',
    feature(({ kind, stationId }) => stationId !== 'qianqing' && kind !== 'border'),
  ],
  [
    'border-missing',
    'warning',
    'infrastructure.geography',
    'geography',
    feature(({ kind }) => kind !== 'border'),
  ],
  [
    'cameras-missing',
    'note',
    'infrastructure.geography',
    'geography',
    feature(({ kind, stationId }) => kind !== 'camera' || stationId !== 'yaqian'),
  ],
  ['area-of-nobody', 'warning', 'infrastructure.geography', 'deployment.stations.0.id', 'yaqian-old'],
  // The law.
  [
    'legal-limit-unverified',
    'warning',
    'legalLimits.limits',
    'deployment.legalLimits.limits.2.verification',
    unverified,
  ],
  [
    'legal-limit-old',
    'note',
    'legalLimits.readings',
    'deployment.legalLimits.readings.0.verification',
    { verified: true, by: 'legal department', on: '2025-11-21' },
  ],
  [
    'legal-limit-not-in-force',
    'warning',
    'legalLimits.limits',
    'deployment.legalLimits.limits.0.inForceFrom',
    '2026-11-24',
  ],
  ['legal-reading-single', 'note', 'legalLimits.readings', 'deployment.legalLimits.readings.length', 1],
  // What is kept, and what is let through.
  [
    'photo-shorter-than-case',
    'warning',
    'infrastructure.photoRetentionDays',
    'infrastructure.photoRetentionDays',
    1,
  ],
  ['logs-short', 'note', 'infrastructure.logRetentionDays', 'infrastructure.logRetentionDays', 14],
  [
    'burst-below-rate',
    'warning',
    'infrastructure.throttling.officerRead',
    'infrastructure.throttling.officerRead',
    { ratePerSecond: 50, burst: 49 },
  ],
  [
    'public-before-officers',
    'warning',
    'infrastructure.throttling.public',
    'infrastructure.throttling.public',
    { ratePerSecond: 5_000, burst: 5_000 },
  ],
];

describe('the doctor', () => {
  it('finds nothing in a healthy file', () => {
    expect(findingsAfter('', undefined)).toEqual([]);
  });

  it.each(spoiled)('finds %s as %s of %s', (check, severity, field, path, value, patient) => {
    const finding = findingsAfter(path, value, patient).find((each) => each.check === check);
    expect(finding).toMatchObject({ severity, field });
    for (const text of [finding?.what, finding?.meaning, finding?.remedy])
      expect(text).toMatch(/^.{10,}\.$/s);
  });

  it('can find everything that it knows: each check has its row above', () => {
    const folder = new URL('../../../cli/doctor/checks/', import.meta.url);
    const sources = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
    const known = sources.flatMap((source) =>
      [...source.matchAll(/check: '([\w-]+)'/g)].map(([, check]) => check),
    );
    const tried = spoiled.map(([check]) => check);
    expect(new Set(known)).toEqual(new Set([...tried, 'message-untranslated']));
  });

  it('puts errors before warnings before notes', () => {
    const severities = findingsAfter('rosters.yaqian.weekly', []).map(({ severity }) => severity);
    expect(severities).toEqual(severities.toSorted());
    expect(severities[0]).toBe('error');
  });

  it('refuses a capture of SMS outside dev, and only notes it there', () => {
    const found = (stage: 'dev' | 'prod') =>
      findingsAfter('deployment.sms', { type: 'capture' }, { stage }).map(({ check }) => check);
    expect(found('prod')).toEqual(['unfit-for-target', 'sms-captured']);
    expect(found('dev')).toEqual(['sms-captured']);
  });

  it('minds a missing certificate less in dev', () => {
    const found = findingsAfter('infrastructure.certificateArn', undefined, { stage: 'dev' });
    expect(found.map(({ severity }) => severity)).toEqual(['note']);
  });

  it('says everything that does not fit aws-cn', () => {
    const unfit = findingsAfter('', undefined, { partition: 'aws-cn' });
    expect(unfit.map(({ field }) => field)).toEqual([
      'identity.type',
      'sms.type',
      'infrastructure.certificateArn',
    ]);
  });

  it('is content in aws-cn with an issuer and a provider of its own', () => {
    const file = healthyFile();
    const claims = { officer: 'o', station: 's', roles: 'r' };
    const deployment = {
      ...file.deployment,
      identity: { type: 'oidc' as const, issuer: 'https://id.b815.cn', audience: ['b'], claims },
      sms: { type: 'http' as const, url: 'https://sms.b815.cn', timeoutMs: 5000 },
    };
    const infrastructure = {
      ...file.infrastructure,
      certificateArn: 'arn:aws-cn:acm:cn-north-1:000000000000:certificate/one',
    };
    const patient = { partition: 'aws-cn', file: { ...file, deployment, infrastructure } } as const;
    expect(findingsAfter('', undefined, patient).map(({ check }) => check)).toEqual(['sms-signature']);
  });
});

describe('the sweeper that timers are held against', () => {
  it('runs as often as the template says', () => {
    const schedules = propertiesOf(synthesise('prod').stateless, 'AWS::Events::Rule');
    expect(SWEEPER_SECONDS).toBe(60);
    expect(schedules.map(({ ScheduleExpression }) => ScheduleExpression)).toEqual(['rate(1 minute)']);
  });
});

describe('hours that nobody covers', () => {
  const saying = (weekly: Roster['weekly'], check = 'roster-hours') =>
    findingsAfter('rosters.yaqian.weekly', weekly)
      .filter((finding) => finding.check === check)
      .map(({ what }) => what);

  it('are said once when they recur, in Shanghai time', () => {
    expect(saying(shifts(({ officerId }) => officerId !== 'yaqian-duty-2'))).toEqual([
      'At "yaqian" nobody is dutyOfficer: every day 20:00–08:00.',
    ]);
  });

  it('are said alike at whatever hour one looks', () => {
    const weekly = shifts(({ officerId }) => officerId !== 'yaqian-duty-2');
    const found = Array.from({ length: 24 }, (_, hour) =>
      findingsAfter('rosters.yaqian.weekly', weekly, { now: new Date(Date.UTC(2026, 10, 23, hour, 30)) }),
    ).map((findings) => findings.map(({ what }) => what));
    expect(new Set(found.flat())).toEqual(
      new Set(['At "yaqian" nobody is dutyOfficer: every day 20:00–08:00.']),
    );
  });

  it('that a swapped shift leaves open are said with their day', () => {
    const roster = healthyFile().rosters['yaqian'];
    const swapped = [
      {
        role: 'deputy',
        officerId: 'yaqian-deputy',
        from: '2026-11-25T12:00:00Z',
        to: '2026-11-25T13:00:00Z',
      },
    ];
    const weekly = shifts(({ role }) => role !== 'deputy');
    const found = findingsAfter('rosters.yaqian', { ...roster, weekly, swapped });
    expect(found.map(({ what }) => what)).toEqual([
      'At "yaqian" nobody is deputy: Mon 23 Nov 08:30 to Wed 25 Nov 20:00; Wed 25 Nov 21:00 to Mon 21 Dec 08:30.',
    ]);
  });

  it('are said by their weekdays', () => {
    const weekdays = shifts(({ role }) => role !== 'deputy').concat({
      role: 'deputy',
      officerId: 'yaqian-deputy',
      weekdays: everyDay,
      from: '08:00',
      to: '20:00',
    });
    const shortened = weekdays.map((shift) =>
      shift.officerId === 'yaqian-duty-1' ? { ...shift, weekdays: [1, 2, 3, 4, 5] } : shift,
    );
    expect(saying(shortened)).toEqual([
      'At "yaqian" nobody is dutyOfficer: Sat, Sun 08:00–20:00.',
      'At "yaqian" nobody is deputy: every day 20:00–08:00.',
    ]);
  });

  it('are an error only where no level is covered', () => {
    const onlyDays = shifts(({ role }) => role === 'dutyOfficer').filter(({ from }) => from === '08:00');
    expect(saying(onlyDays, 'roster-nobody')).toEqual([
      'At "yaqian" nobody holds any level of the ladder: every day 20:00–08:00.',
    ]);
    expect(
      saying(
        shifts(({ role }) => role !== 'chief'),
        'roster-nobody',
      ),
    ).toEqual([]);
  });
});
