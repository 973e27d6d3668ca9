import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Circumstances } from '#functions/transfer/clock/circumstances.ts';
import { custodyClock, type CustodyDeadline } from '#functions/transfer/clock/custody-clock.ts';
import { custodyMeasureSchema } from '#platform/deployment/legal-limits.ts';

import { legalLimits } from './circumstances.ts';

const HOUR_MS = 3_600_000;
const taken = fc.integer({ min: Date.UTC(2027, 0, 1), max: Date.UTC(2029, 0, 1) });
const hours = (max: number) => fc.double({ min: 0, max, noNaN: true });
const iso = (instant: number) => new Date(Math.round(instant)).toISOString();

const travelled = fc.array(fc.record({ after: hours(200), takes: hours(12) }), { maxLength: 4 });
const extensions = fc.subarray(
  legalLimits.limits.flatMap(({ id, extensions: known }) =>
    known.map((extension) => ({ limitId: id, extensionId: extension.id })),
  ),
);

/** Somebody held under measures that follow each other by hours, with journeys and extensions. */
const held: fc.Arbitrary<Circumstances> = fc
  .record({
    start: taken,
    steps: fc.array(
      fc.record({ measure: fc.constantFrom(...custodyMeasureSchema.options), after: hours(72) }),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
    travel: travelled,
    extensions,
    issued: hours(100),
    requested: fc.option(hours(72)),
  })
  .map((drawn) => {
    const at = (after: number) => iso(drawn.start + after * HOUR_MS);
    return {
      deprivedOfLibertyAt: at(0),
      measures: drawn.steps.map(({ measure, after }) => ({ measure, since: at(after) })),
      duties: drawn.requested === null ? [] : [{ limitId: 'arrest-request', at: at(drawn.requested) }],
      extensions: drawn.extensions.map((each) => ({
        ...each,
        documentNumber: 'X-1',
        issuedAt: at(drawn.issued),
      })),
      travel: drawn.travel.map(({ after, takes }) => ({
        departedAt: at(after),
        arrivedAt: at(after + takes),
      })),
    };
  });

function due(deadlines: readonly CustodyDeadline[]): ReadonlyMap<string, number> {
  return new Map(
    deadlines.map(({ limitId, readingId, dueAt }) => [`${limitId} by ${readingId}`, Date.parse(dueAt)]),
  );
}

/** The deadlines of `one` that are later than the same deadlines of `other`, or not there. */
function laterIn(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): string[] {
  return [...one].filter(([name, instant]) => !(instant <= (other.get(name) ?? NaN))).map(([name]) => name);
}

const settings = { numRuns: 400, seed: 815 };

describe('for anybody who is held, the custody clock', () => {
  it('never lets the strict reading end later than the one of article 105, and lets it bind', () => {
    fc.assert(
      fc.property(held, (circumstances) => {
        const deadlines = custodyClock(legalLimits, circumstances);
        const by = (readingId: string) =>
          deadlines
            .filter((each) => each.readingId === readingId)
            .map(({ limitId, dueAt }): [string, number] => [limitId, Date.parse(dueAt)]);
        expect(laterIn(new Map(by('every-hour')), new Map(by('article-105')))).toEqual([]);
        const binding = deadlines.filter((each) => each.binding);
        expect(binding.map(({ limitId }) => limitId)).toEqual(by('every-hour').map(([limitId]) => limitId));
        expect(new Set(binding.map(({ readingId }) => readingId)).size).toBeLessThanOrEqual(1);
      }),
      settings,
    );
  });

  it('never makes a limit shorter by an extension', () => {
    fc.assert(
      fc.property(held, (circumstances) => {
        const without = custodyClock(legalLimits, { ...circumstances, extensions: [] });
        expect(laterIn(due(without), due(custodyClock(legalLimits, circumstances)))).toEqual([]);
      }),
      settings,
    );
  });

  it('never makes a limit shorter by a journey, nor the strict one longer', () => {
    fc.assert(
      fc.property(held, fc.record({ after: hours(200), takes: hours(12) }), (circumstances, more) => {
        const begins = Date.parse(circumstances.deprivedOfLibertyAt) + more.after * HOUR_MS;
        const journey = { departedAt: iso(begins), arrivedAt: iso(begins + more.takes * HOUR_MS) };
        const after = { ...circumstances, travel: [...circumstances.travel, journey] };
        expect(
          laterIn(due(custodyClock(legalLimits, circumstances)), due(custodyClock(legalLimits, after))),
        ).toEqual([]);
        const strict = (each: Circumstances) =>
          custodyClock(legalLimits, each)
            .filter(({ readingId }) => readingId === 'every-hour')
            .map(({ dueAt }) => dueAt);
        expect(strict(after)).toEqual(strict(circumstances));
      }),
      settings,
    );
  });

  it('moves everything by as many days as the person is taken later', () => {
    fc.assert(
      fc.property(held, fc.integer({ min: -400, max: 400 }), (circumstances, days) => {
        const moved: Circumstances = JSON.parse(JSON.stringify(circumstances), (_name, value: unknown) =>
          typeof value === 'string' && /^\d{4}-/.test(value)
            ? iso(Date.parse(value) + days * 24 * HOUR_MS)
            : value,
        ) as Circumstances;
        const shift = [...due(custodyClock(legalLimits, circumstances))].map(([name, instant]) => [
          name,
          instant + days * 24 * HOUR_MS,
        ]);
        expect([...due(custodyClock(legalLimits, moved))]).toEqual(shift);
      }),
      settings,
    );
  });
});
