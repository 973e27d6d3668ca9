import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { SWEEPER_SECONDS } from '#cli/doctor/checks/timers.ts';
import type { Roster } from '#platform/roster/roster.ts';
import { propertiesOf, synthesise } from '#test/infra/synthesised.ts';

import { findingsAfter, healthyFile } from './patient.ts';
import { shifts, spoiled } from './spoiled-files.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];

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
    expect(schedules.length).toBeGreaterThan(0);
    for (const { ScheduleExpression } of schedules) expect(ScheduleExpression).toBe('rate(1 minute)');
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
