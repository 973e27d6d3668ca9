import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  acknowledgeAs,
  alert,
  deliveriesOf,
  endCase,
  eventsOf,
  liaison,
  notificationNow,
  openNotified,
  yaqian,
  type NotifiedCase,
} from '#test/support/notifications.ts';
import { processHarness, type ProcessHarness } from '#test/support/process-harness.ts';

const LIMIT_SECONDS = 300;
const LAST_LEVEL = 3;
const WATCHED_SECONDS = 23 * 60;

/** At which second each station answers and the person is found; null for never. */
interface Course {
  readonly yaqian: number | null;
  readonly qianqing: number | null;
  readonly found: number | null;
}

/** What came of a course: when each station's answer counted, and when the search ended (milliseconds). */
interface Played {
  readonly system: ProcessHarness;
  readonly opened: NotifiedCase;
  readonly answeredAt: Readonly<Record<string, number>>;
  readonly endedAt: number;
}

const second = fc.option(fc.integer({ min: 0, max: WATCHED_SECONDS - 60 }));
const courses: fc.Arbitrary<Course> = fc.record({ yaqian: second, qianqing: second, found: second });

async function play(system: ProcessHarness, course: Course): Promise<Played> {
  const opened = await openNotified(system);
  const answeredAt: Record<string, number> = {};
  let endedAt = Infinity;
  const answer = async (stationId: string) => {
    const answering = acknowledgeAs(system, stationId === 'yaqian' ? yaqian : liaison, opened, stationId);
    const counted = await answering.catch(() => undefined); // refused once the person was found
    if (counted !== undefined) answeredAt[stationId] = system.time.now();
  };
  const happen = {
    yaqian: () => answer('yaqian'),
    qianqing: () => answer('qianqing'),
    found: async () => {
      await endCase(system, opened.caseId);
      endedAt = system.time.now();
    },
  };
  const until = (instant: number) =>
    system.advance(instant - (system.time.now() - opened.openedAt.getTime()) / 1000);
  const happenings = (['yaqian', 'qianqing', 'found'] as const)
    .flatMap((what) => (course[what] === null ? [] : [{ what, at: course[what] }]))
    .toSorted((a, b) => a.at - b.at);
  for (const { what, at } of happenings) {
    await until(at);
    await happen[what]();
    await system.settle();
  }
  await until(WATCHED_SECONDS);
  return { system, opened, answeredAt, endedAt };
}

async function checkStation(
  { system, opened, answeredAt, endedAt }: Played,
  stationId: string,
): Promise<void> {
  const answered = answeredAt[stationId] ?? Infinity;
  const stoppedAt = Math.min(endedAt, answered, system.time.now());
  const deliveries = (await deliveriesOf(system, opened.caseId)).filter((one) => one.stationId === stationId);
  // Nothing after the answer or the end, and nothing half done.
  expect(deliveries.filter(({ claimedAt }) => Date.parse(claimedAt) > stoppedAt)).toEqual([]);
  expect(deliveries.filter(({ outcome }) => outcome !== 'published')).toEqual([]);
  // The levels in order, the last again and again; one call at once and one whenever a whole limit has passed.
  const calls = deliveries.filter(({ channel, purpose }) => channel === 'sms' && purpose !== 'reminder');
  const limits = Math.floor((stoppedAt - opened.openedAt.getTime()) / 1000 / LIMIT_SECONDS);
  expect(calls.map(({ level }) => level)).toEqual(
    Array.from({ length: limits + 1 }, (_, index) => Math.min(index, LAST_LEVEL)),
  );
  const { legs } = await notificationNow(system, opened);
  const ended = endedAt === Infinity ? 'open' : 'stopped';
  expect(legs[stationId]?.status).toBe(answered === Infinity ? ended : 'acknowledged');
  const acknowledgements = (await eventsOf(system, opened.caseId)).filter(
    ({ type, data }) => type === 'acknowledged' && data['stationId'] === stationId,
  );
  expect(acknowledgements).toHaveLength(answered === Infinity ? 0 : 1);
}

describe('any course of events', () => {
  it('keeps the order of levels, stops at the first acknowledgement, and sends nothing after the end', async () => {
    const holds = fc.asyncProperty(courses, async (course) => {
      const system = await processHarness();
      try {
        const played = await play(system, course);
        for (const stationId of alert.stationIds) await checkStation(played, stationId);
      } finally {
        await system.close();
      }
    });
    // Few courses, always the same ones, and these two: answers and limits that fall together.
    const examples: [Course][] = [
      [{ yaqian: 0, qianqing: 300, found: null }],
      [{ yaqian: 600, qianqing: null, found: 600 }],
    ];
    await expect(fc.assert(holds, { numRuns: 4, seed: 815, examples })).resolves.toBeUndefined();
  }, 120_000);
});
