import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { addSeconds } from '#platform/clock.ts';
import { onDuty, rosterSchema, type Roster } from '#platform/roster/roster.ts';
import { uncoveredHours } from '#platform/roster/uncovered-hours.ts';

const start = new Date('2026-11-23T04:00:00.000Z'); // Monday noon in Shanghai

function rosterOf(weekly: Roster['weekly'], swapped: Roster['swapped'] = []): Roster {
  const officer = {
    officerId: 'yaqian-duty-1',
    name: '测试员',
    telephone: '+8613900000001',
    language: 'zh-CN',
    roles: ['dutyOfficer', 'chief'],
  };
  return rosterSchema.parse({ officers: [officer], weekly, swapped });
}

const shift = (from: string, to: string, weekdays: number[]) => ({
  role: 'dutyOfficer' as const,
  officerId: 'yaqian-duty-1',
  weekdays,
  from,
  to,
});

describe('uncoveredHours', () => {
  it('finds nothing when the shifts follow each other round the clock', () => {
    const everyDay = [1, 2, 3, 4, 5, 6, 7];
    const roster = rosterOf([shift('08:00', '20:00', everyDay), shift('20:00', '08:00', everyDay)]);

    expect(uncoveredHours(roster, ['dutyOfficer'], start, 7)).toEqual([]);
  });

  it('joins the hours between two shifts into one span, in each role asked for', () => {
    const roster = rosterOf([shift('08:00', '20:00', [1, 2, 3])]);

    expect(uncoveredHours(roster, ['dutyOfficer', 'chief'], start, 2)).toEqual([
      { role: 'dutyOfficer', from: '2026-11-23T12:00:00.000Z', to: '2026-11-24T00:00:00.000Z' },
      { role: 'dutyOfficer', from: '2026-11-24T12:00:00.000Z', to: '2026-11-25T00:00:00.000Z' },
      { role: 'chief', from: '2026-11-23T04:00:00.000Z', to: '2026-11-25T04:00:00.000Z' },
    ]);
  });

  it('counts the hours that a swapped shift fills', () => {
    const roster = rosterOf(
      [shift('08:00', '20:00', [1, 2])],
      [
        {
          role: 'dutyOfficer',
          officerId: 'yaqian-duty-1',
          from: '2026-11-23T12:00:00Z',
          to: '2026-11-23T18:00:00Z',
        },
      ],
    );

    expect(uncoveredHours(roster, ['dutyOfficer'], start, 1)).toEqual([
      { role: 'dutyOfficer', from: '2026-11-23T18:00:00.000Z', to: '2026-11-24T00:00:00.000Z' },
    ]);
  });

  it('agrees at every minute with who is on duty, whatever the shifts', () => {
    const clockTime = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
    const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
    const shifts = fc.array(fc.tuple(clockTime, clockTime, weekdays), { maxLength: 4 });

    fc.assert(
      fc.property(shifts, fc.integer({ min: 0, max: 3 * 1440 - 1 }), (drawn, minute) => {
        const roster = rosterOf(drawn.map(([from, to, days]) => shift(from, to, days)));
        const at = addSeconds(start, minute * 60);
        const uncovered = uncoveredHours(roster, ['dutyOfficer'], start, 3).some(
          ({ from, to }) => Date.parse(from) <= at.getTime() && at.getTime() < Date.parse(to),
        );
        expect(uncovered).toBe(onDuty(roster, 'dutyOfficer', at).length === 0);
      }),
      { numRuns: 200 },
    );
  });
});
