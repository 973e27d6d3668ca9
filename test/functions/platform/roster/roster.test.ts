import { describe, expect, it } from 'vitest';

import { onDuty, rosterSchema, type Roster } from '#platform/roster/roster.ts';
import { exampleRosters } from '#test/support/rosters.ts';

const officer = (officerId: string, ...roles: string[]) => ({
  officerId,
  name: '测试员',
  telephone: '+8613900000000',
  language: 'zh-CN',
  roles,
});

const everyDay = [1, 2, 3, 4, 5, 6, 7];

const roster: Roster = rosterSchema.parse({
  officers: [
    officer('day', 'dutyOfficer'),
    officer('night', 'dutyOfficer'),
    officer('stand-in', 'dutyOfficer'),
    officer('weekend', 'chief'),
  ],
  weekly: [
    { role: 'dutyOfficer', officerId: 'day', weekdays: everyDay, from: '08:00', to: '20:00' },
    { role: 'dutyOfficer', officerId: 'night', weekdays: everyDay, from: '20:00', to: '08:00' },
    { role: 'chief', officerId: 'weekend', weekdays: [7], from: '20:00', to: '20:00' },
  ],
  swapped: [
    {
      role: 'dutyOfficer',
      officerId: 'stand-in',
      from: '2026-11-23T12:00:00Z',
      to: '2026-11-23T13:00:00Z',
    },
  ],
});

const idsOnDuty = (role: 'dutyOfficer' | 'chief', at: string) =>
  onDuty(roster, role, new Date(at)).map(({ officerId }) => officerId);

describe('onDuty', () => {
  it.each([
    ['2026-11-22T23:59:59Z', 'night'],
    ['2026-11-23T00:00:00Z', 'day'],
    ['2026-11-23T11:59:59Z', 'day'],
    ['2026-11-23T13:00:00Z', 'night'],
    ['2026-11-23T18:00:00Z', 'night'],
  ])('reads the weekly shifts in Shanghai time, across midnight too: %s', (at, expected) => {
    expect(idsOnDuty('dutyOfficer', at)).toEqual([expected]);
  });

  it('lets a swapped shift stand in for the weekly one while it lasts', () => {
    expect(idsOnDuty('dutyOfficer', '2026-11-23T12:00:00Z')).toEqual(['stand-in']);
    expect(idsOnDuty('dutyOfficer', '2026-11-23T12:59:59Z')).toEqual(['stand-in']);
  });

  it('counts a shift of 24 hours from the weekday on which it begins', () => {
    expect(idsOnDuty('chief', '2026-11-22T11:59:00Z')).toEqual([]);
    expect(idsOnDuty('chief', '2026-11-22T12:00:00Z')).toEqual(['weekend']);
    expect(idsOnDuty('chief', '2026-11-23T11:59:00Z')).toEqual(['weekend']);
    expect(idsOnDuty('chief', '2026-11-23T12:00:00Z')).toEqual([]);
  });
});

describe('rosterSchema', () => {
  const faultsOf = (change: Partial<Roster>) =>
    rosterSchema.safeParse({ ...roster, ...change }).error?.issues.map(({ path }) => path.join('.')) ?? [];

  it('names the shift of somebody who is no officer of the station', () => {
    const weekly = roster.weekly.map((shift) => ({ ...shift, officerId: 'nobody' }));

    expect(faultsOf({ weekly })).toEqual(['weekly.0.officerId', 'weekly.1.officerId', 'weekly.2.officerId']);
  });

  it('names the shift of an officer who does not hold its role, for they could not answer the alert', () => {
    const swapped = roster.swapped.map((shift) => ({ ...shift, officerId: 'weekend' }));

    expect(faultsOf({ swapped })).toEqual(['swapped.0.role']);
  });

  it('names a swapped shift that ends before it begins', () => {
    const swapped = roster.swapped.map((shift) => ({ ...shift, to: '2026-11-23T11:00:00Z' }));

    expect(faultsOf({ swapped })).toEqual(['swapped.0.to']);
  });

  it('refuses two officers with the same id', () => {
    expect(faultsOf({ officers: [...roster.officers, ...roster.officers] })).toEqual(['officers']);
  });
});

describe('the example rosters', () => {
  it('name officers and telephones once each, from the invented range', () => {
    const officers = Object.values(exampleRosters()).flatMap(({ officers }) => officers);

    expect(new Set(officers.map(({ officerId }) => officerId)).size).toBe(officers.length);
    expect(new Set(officers.map(({ telephone }) => telephone)).size).toBe(officers.length);
    expect(officers.filter(({ telephone }) => !/^\+86139000000\d\d$/.test(telephone))).toEqual([]);
  });
});
