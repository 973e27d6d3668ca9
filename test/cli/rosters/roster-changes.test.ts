import { describe, expect, it } from 'vitest';

import { rosterChanges } from '#cli/rosters/roster-changes.ts';
import type { Roster } from '#platform/roster/roster.ts';
import { exampleRosters } from '#test/support/rosters.ts';

/** Yaqian's roster, to be changed. */
function roster(): Roster {
  const yaqian = exampleRosters()['yaqian'];
  if (yaqian === undefined) throw new Error('The example has no roster of Yaqian.');
  return structuredClone(yaqian);
}

/** What replacing Yaqian's roster by a changed one would change. */
function changesBy(change: (after: Roster) => void): string[] {
  const after = roster();
  change(after);
  return rosterChanges(roster(), after);
}

describe('what a roster changes', () => {
  it('is nothing when only the order differs', () => {
    const reordered = changesBy((after) => {
      after.officers = after.officers.toReversed();
      after.weekly = after.weekly
        .map((shift) => ({ ...shift, weekdays: shift.weekdays.toReversed() }))
        .toReversed();
    });
    expect(reordered).toEqual([]);
  });

  it('is said of officers by id and field, never by name or telephone', () => {
    const changes = changesBy(({ officers }) => {
      const [first, second] = officers;
      if (first !== undefined) first.telephone = '+8613900000099';
      if (second !== undefined) second.name = '别名';
      officers.splice(2, 1);
      officers.push({
        officerId: 'yaqian-new',
        name: '新人',
        telephone: '+8613900000098',
        language: 'zh-CN',
        roles: ['chief'],
      });
    });
    expect(changes).toEqual([
      '~ officer yaqian-duty-1: telephone',
      '~ officer yaqian-duty-2: name',
      '+ officer yaqian-new',
      '- officer yaqian-patrol-1',
    ]);
  });

  it('is said of shifts with their hours', () => {
    const changes = changesBy(({ weekly, swapped }) => {
      const [first] = weekly;
      if (first !== undefined) first.to = '19:00';
      swapped.push({
        role: 'deputy',
        officerId: 'yaqian-deputy',
        from: '2026-11-25T12:00:00Z',
        to: '2026-11-25T13:00:00Z',
      });
    });
    expect(changes).toEqual([
      '+ weekly dutyOfficer yaqian-duty-1 on 1234567 08:00–19:00',
      '- weekly dutyOfficer yaqian-duty-1 on 1234567 08:00–20:00',
      '+ swapped deputy yaqian-deputy 2026-11-25T12:00:00.000Z–2026-11-25T13:00:00.000Z',
    ]);
  });
});
