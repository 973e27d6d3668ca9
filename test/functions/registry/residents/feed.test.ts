import { beforeEach, describe, expect, test } from 'vitest';

import { TurnedClock } from '#test/support/platform.ts';
import { MemoryStore } from '#test/support/memory-store.ts';
import { registryPlatform } from '#test/support/registry.ts';

import { chief, entered, other, own, residentsApi } from './scene.ts';

let clock: TurnedClock;
let platform: ReturnType<typeof registryPlatform>;
/** What happens while a subscriber waits, and how long it has waited. */
let meanwhile: () => Promise<unknown>;
let waitedMs: number;
let call: ReturnType<typeof residentsApi>;

beforeEach(() => {
  clock = new TurnedClock();
  platform = registryPlatform(new MemoryStore(), clock);
  meanwhile = async () => undefined;
  waitedMs = 0;
  call = residentsApi(platform, async (milliseconds) => {
    waitedMs += milliseconds;
    clock.turn(milliseconds / 1000);
    const now = meanwhile;
    meanwhile = async () => undefined;
    await now();
  });
});

const changes = (query: Readonly<Record<string, string>>, actor = other) =>
  call('readChanges', actor, { query: { station: 'qianqing', ...query } });

describe('a subscriber of the other station', () => {
  test('sees a change within a second, with ids alone', async () => {
    let residentId = '';
    meanwhile = async () => {
      residentId = await entered(call);
    };
    const answer = await changes({ wait: '20' });
    expect(waitedMs).toBeLessThan(1000);
    expect(answer.body).toMatchObject({
      head: 1,
      next: 1,
      changes: [{ sequence: 1, residentId, change: 'registered', version: 1 }],
    });
    expect(answer.text).not.toContain('程');
  });

  test('is answered when the wait is over, or at once when it does not want to wait', async () => {
    expect((await changes({})).body).toMatchObject({ head: 0, changes: [], next: 0 });
    expect(waitedMs).toBe(0);
    expect((await changes({ wait: '3' })).body).toMatchObject({ changes: [], next: 0 });
    expect(waitedMs).toBe(3000);
  });

  test('who goes on from `next` misses nothing and gets nothing twice', async () => {
    const residentId = await entered(call);
    for (let version = 1; version <= 120; version++)
      await call('correctResident', own, {
        parameters: { residentId },
        ifMatch: version,
        json: { telephones: [`139${String(version).padStart(8, '0')}`] },
      });
    await call('eraseResident', chief, {
      parameters: { residentId },
      ifMatch: 121,
      json: { ground: 'order' },
    });
    const first = await changes({});
    expect(first.body).toMatchObject({ head: 122, next: 100 });
    const second = await changes({ after: '100' });
    expect(second.body).toMatchObject({ head: 122, next: 122 });
    const both = [first, second].flatMap(({ text }) => [...text.matchAll(/"sequence":(\d+)/g)]);
    expect(both.map(([, sequence]) => Number(sequence))).toEqual(
      Array.from({ length: 122 }, (_, i) => i + 1),
    );
    expect(second.text).toContain('erased');
  });

  test('asks for a station of the partnership, for 20 seconds at most', async () => {
    expect(await changes({ station: 'nowhere' })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'query.station' }] },
    });
    expect((await changes({ wait: '21' })).status).toBe(400);
  });
});

describe('items exchanged', () => {
  test('are counted by station and by day in Shanghai', async () => {
    // 12:00 UTC on 1 March is 20:00 in Shanghai; five hours later it is the 2nd there.
    await entered(call);
    await entered(call, { order: 413 });
    clock.turn(5 * 3600);
    await entered(call, { order: 415 });
    const query = { from: '2027-02-28', to: '2027-03-03' };
    expect((await call('readExchangeCounts', other, { query })).body).toMatchObject({
      stations: [
        { stationId: 'yaqian', total: 0 },
        {
          stationId: 'qianqing',
          total: 3,
          days: [
            { day: '2027-02-28', items: 0 },
            { day: '2027-03-01', items: 2 },
            { day: '2027-03-02', items: 1 },
            { day: '2027-03-03', items: 0 },
          ],
        },
      ],
    });
    const today = await call('readExchangeCounts', own, { query: {} });
    expect(today.body).toMatchObject({ from: '2027-03-02', stations: [{}, { days: [{ items: 1 }] }] });
    const turned = { from: '2027-03-03', to: '2027-03-01' };
    expect((await call('readExchangeCounts', own, { query: turned })).status).toBe(400);
  });
});
