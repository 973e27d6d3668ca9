import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { nextLegStep, timersAfterCall, type LevelCall } from '#functions/notification/next-leg-step.ts';
import type { CaseStatus } from '#platform/case/case-status.ts';
import type { NotificationKind } from '#platform/notification/kinds/notification-kinds.ts';
import type { Leg } from '#platform/notification/notification.ts';

const LEVELS = 4;
/** What a leg has to work with when its calls were taken over. */
const called = { levels: LEVELS, heard: true };
const LIMIT = 300;
const START = Date.parse('2027-03-01T12:00:00.000Z');

const at = (second: number) => new Date(START + second * 1000);
const fresh: Leg = { status: 'open', topicDue: true, level: -1, round: 0, deliveries: 0, settled: 0 };
const alert = {
  kind: 'missingPersonAlert' as NotificationKind,
  generation: 1,
  requiresAcknowledgement: true,
};
const searching = { status: 'searching' as CaseStatus, generation: 1 };

interface Call extends Pick<LevelCall, 'step'> {
  readonly second: number;
  readonly level: number;
}

/** A leg as its process drives it: looks at `looks` (seconds), each look doing everything that is due. */
function drive(looks: readonly number[], world: (second: number) => Partial<Leg> & { case?: CaseStatus }) {
  let leg = fresh;
  const calls: Call[] = [];
  for (const second of looks) {
    const { case: status = 'searching', ...change } = world(second);
    leg = { ...leg, ...change };
    for (;;) {
      const next = nextLegStep({ status, generation: 1 }, alert, leg, called, at(second));
      if (next.do === 'publishTopic') {
        leg = { ...leg, topicDue: false };
        continue;
      }
      if (next.do === 'end' || next.do === 'awaitAcknowledgement' || next.do === 'awaitLimit') break;
      const call = {
        step: next.do,
        reached: true,
        isLastLevel: next.level === LEVELS - 1,
        limitSeconds: LIMIT,
      };
      calls.push({ second, step: next.do, level: next.level });
      leg = { ...withoutTimers(leg), ...timersOf(leg, call, second), level: next.level };
    }
  }
  return calls;
}

function timersOf(leg: Leg, call: LevelCall, second: number): Partial<Leg> {
  const { remindAt, limitAt } = timersAfterCall(alert, leg, call, at(second));
  return {
    ...(remindAt === undefined ? {} : { remindAt }),
    ...(limitAt === undefined ? {} : { limitAt }),
  };
}

function withoutTimers({ remindAt: _remindAt, limitAt: _limitAt, ...leg }: Leg): Leg {
  return leg;
}

const looksOfADay = fc
  .uniqueArray(fc.integer({ min: 0, max: 6 * 3600 }), { minLength: 1, maxLength: 150 })
  .map((seconds) => seconds.toSorted((a, b) => a - b));

describe('a leg, looked at whenever it may be', () => {
  it('visits the levels in order, skips none, and only ever repeats the last', () => {
    fc.assert(
      fc.property(looksOfADay, (looks) => {
        const levels = drive(looks, () => ({}))
          .filter(({ step }) => step !== 'remind')
          .map(({ level }) => level);
        expect(levels).toEqual(levels.map((_, index) => Math.min(index, LEVELS - 1)));
      }),
    );
  });

  it('gives each level its whole limit, and reminds it once at most, at half of it or later', () => {
    fc.assert(
      fc.property(looksOfADay, (looks) => {
        const calls = drive(looks, () => ({}));
        const waited = calls.slice(1).map(({ step, second }, index) => {
          const before = calls.slice(0, index + 1).findLast((call) => call.step !== 'remind');
          return { step, seconds: second - (before?.second ?? Number.NaN), previous: calls[index]?.step };
        });
        const reminders = waited.filter(({ step }) => step === 'remind');
        expect(
          waited.filter(({ step, seconds }) => seconds < (step === 'remind' ? LIMIT / 2 : LIMIT)),
        ).toEqual([]);
        expect(reminders.filter(({ previous }) => previous === 'remind')).toEqual([]);
      }),
    );
  });

  it('lets no deadline pass: looked at again when a limit is over, it calls', () => {
    fc.assert(
      fc.property(looksOfADay, (looks) => {
        const calls = drive(looks, () => ({})).filter(({ step }) => step !== 'remind');
        for (const [index, { second }] of calls.entries()) {
          const until = calls[index + 1]?.second ?? Number.POSITIVE_INFINITY;
          expect(looks.filter((look) => look >= second + LIMIT && look < until)).toEqual([]);
        }
      }),
    );
  });

  it('calls nobody after it was acknowledged, or the case was found', () => {
    fc.assert(
      fc.property(looksOfADay, fc.nat(6 * 3600), fc.boolean(), (looks, end, found) => {
        const calls = drive(looks, (second) => {
          if (second < end) return {};
          return found ? { case: 'found' } : { status: 'acknowledged', topicDue: false };
        });
        expect(calls.filter(({ second }) => second >= end)).toEqual([]);
      }),
    );
  });
});

describe('a leg', () => {
  it('whose station opened the case only hears its topic', () => {
    const leg = { ...fresh, status: 'acknowledged' as const };
    expect(nextLegStep(searching, alert, leg, called, at(0))).toEqual({ do: 'publishTopic' });
    const heard = { ...leg, topicDue: false };
    expect(nextLegStep(searching, alert, heard, called, at(0))).toEqual({ do: 'end', as: 'acknowledged' });
  });

  it('of an earlier generation is void: its alert as much as its stand-down', () => {
    const reopened = { status: 'searching' as const, generation: 2 };
    expect(nextLegStep(reopened, alert, fresh, called, at(0))).toEqual({ do: 'end', as: 'stopped' });
    const standDown = { ...alert, kind: 'standDown' as const, requiresAcknowledgement: false };
    expect(nextLegStep(reopened, standDown, fresh, called, at(0))).toEqual({ do: 'end', as: 'stopped' });
  });

  it.each([
    ['missingPersonAlert', 'searching'],
    ['missingPersonReopened', 'searching'],
    ['superiorCalled', 'searching'],
    ['searchReplanned', 'searching'],
    ['searchReviewed', 'searching'],
    ['tasksOverdue', 'searching'],
    ['findingReported', 'searching'],
    ['taskAssigned', 'searching'],
    ['standDown', 'found reunited withdrawn closed'],
    ['closeReminder', 'found reunited withdrawn'],
  ] as const)('%s goes out only while the case is %s', (kind, statuses) => {
    const all = ['searching', 'found', 'reunited', 'withdrawn', 'closed'] as const;
    const allowed = all.filter((status) => {
      const step = nextLegStep({ status, generation: 1 }, { ...alert, kind }, fresh, called, at(0));
      return step.do === 'publishTopic';
    });
    expect(allowed.join(' ')).toBe(statuses);
  });

  describe('without a need to acknowledge', () => {
    const inform = { ...alert, requiresAcknowledgement: false };
    const legAt = (level: number): Leg => ({ ...fresh, topicDue: false, level, round: 1 });
    const next = (
      leg: Leg,
      heard: boolean,
      notification: typeof inform & { recipientId?: string } = inform,
    ) => nextLegStep(searching, notification, leg, { levels: LEVELS, heard }, at(0));

    it('has no timers', () => {
      const call = { step: 'callFirstLevel' as const, isLastLevel: false, limitSeconds: LIMIT };
      for (const reached of [true, false])
        expect(timersAfterCall(inform, fresh, { ...call, reached }, at(0))).toEqual({});
    });

    it.each([0, 1, 2, 3])('ends once somebody of level %i has heard it, or may have yet', (level) => {
      expect(next(legAt(level), true)).toEqual({ do: 'end', as: 'sent' });
    });

    it('climbs at once while nobody has heard it, and ends when there is nobody left to call', () => {
      expect([0, 1, 2, 3].map((level) => next(legAt(level), false))).toEqual([
        { do: 'climb', level: 1 },
        { do: 'climb', level: 2 },
        { do: 'climb', level: 3 },
        { do: 'end', as: 'sent' },
      ]);
    });

    it('to one officer is for nobody else', () => {
      expect(next(legAt(0), false, { ...inform, recipientId: 'x' })).toEqual({ do: 'end', as: 'sent' });
    });
  });
});
