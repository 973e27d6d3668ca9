import { describe, expect, it } from 'vitest';

import { bindingDeadlines, custodyClock } from '#functions/transfer/clock/custody-clock.ts';
import { nextWarning, warningsDue, type Said } from '#functions/transfer/clock/warnings.ts';
import { exampleDeployment } from '#test/support/platform.ts';

import { extended, heldFor, legalLimits } from './circumstances.ts';

const { warnSeconds } = exampleDeployment().timers.transfer;
/** Over at 21:00. */
const summoned = heldFor('summons', '2027-03-01T09:00:00+08:00');
const nothing: Said = { warned: [], overdue: [] };

function at(time: string): Date {
  return new Date(`2027-03-01T${time}+08:00`);
}

function saidAt(time: string, said = nothing, circumstances = summoned) {
  const binding = bindingDeadlines(custodyClock(legalLimits, circumstances));
  return warningsDue(binding, warnSeconds, said, at(time)).map(({ kind, point }) => [kind, point]);
}

/** Plays the clock from the arrest on: says what is due, remembers it, and goes to the next thing to say. */
function played(circumstances = summoned) {
  const binding = bindingDeadlines(custodyClock(legalLimits, circumstances));
  const course: [time: string, limitId: string, kind: string, point: number][] = [];
  let said = nothing;
  for (let now: Date | undefined = at('09:00:00'); now !== undefined;) {
    const due = warningsDue(binding, warnSeconds, said, now);
    for (const { limitId, kind, point } of due) course.push([now.toISOString(), limitId, kind, point]);
    said = {
      warned: [...said.warned, ...due.filter(({ kind }) => kind === 'near')],
      overdue: [...said.overdue, ...due.filter(({ kind }) => kind === 'overdue')],
    };
    const next = nextWarning(binding, warnSeconds, said, now);
    now = next && new Date(next.at);
  }
  return course;
}

describe('a deadline of custody', () => {
  it('is warned of 6 h, 2 h and 30 min before, to the second, and said to be over when it is', () => {
    expect(played()).toEqual([
      ['2027-03-01T07:00:00.000Z', 'summons', 'near', 21_600],
      ['2027-03-01T11:00:00.000Z', 'summons', 'near', 7_200],
      ['2027-03-01T12:30:00.000Z', 'summons', 'near', 1_800],
      ['2027-03-01T13:00:00.000Z', 'summons', 'overdue', 0],
    ]);
  });

  it('is said of each of several limits that are over at the same time', () => {
    const limits = played(heldFor('detention', '2027-03-01T09:00:00+08:00')).map(([, limitId]) => limitId);
    expect(limits.slice(0, 3)).toEqual(['detention-centre', 'family-told', 'first-questioning']);
    expect(limits).toHaveLength(4 * 4);
  });

  it.each([
    ['before the first point', '14:59:59', []],
    ['at a point', '15:00:00', [['near', 21_600]]],
    ['when several were passed at once, of the latest only', '20:45:00', [['near', 1_800]]],
    ['when it is over, of nothing but that', '21:00:00', [['overdue', 0]]],
  ])('is warned of %s (%s)', (_when, time, expected) => {
    expect(saidAt(time)).toEqual(expected);
  });

  it('is not warned of again at a point that was said, nor at one before it', () => {
    const dueAt = at('21:00:00').toISOString();
    const said = { warned: [{ limitId: 'summons', dueAt, point: 7_200 }], overdue: [] };
    expect(saidAt('20:00:00', said)).toEqual([]);
    expect(saidAt('20:30:00', said)).toEqual([['near', 1_800]]);
    expect(saidAt('22:00:00', { warned: [], overdue: [{ limitId: 'summons', dueAt }] })).toEqual([]);
  });

  it('is warned of anew when an extension has moved it', () => {
    const dueAt = at('21:00:00').toISOString();
    const said = { warned: [{ limitId: 'summons', dueAt, point: 1_800 }], overdue: [] };
    const longer = {
      ...summoned,
      extensions: [extended('summons', 'summons-complex', '2027-03-01T20:50:00+08:00')],
    };
    expect(saidAt('20:55:00', said, longer)).toEqual([]);
    expect(played(longer).map(([time]) => time.slice(8, 16))).toEqual([
      '01T19:00',
      '01T23:00',
      '02T00:30',
      '02T01:00',
    ]);
  });

  it('leaves nothing to say once it is met', () => {
    expect(played({ ...summoned, heldUntil: '2027-03-01T09:30:00+08:00' })).toEqual([]);
  });
});
