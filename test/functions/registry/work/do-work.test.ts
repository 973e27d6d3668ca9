import { beforeEach, describe, expect, test } from 'vitest';

import type { DeadLetters } from '#functions/process/dead-letters.ts';
import { workKey } from '#functions/registry/store/keys.ts';
import { workRowSchema, workWrite } from '#functions/registry/store/work-store.ts';
import { makeDailyWorkDue } from '#functions/registry/work/daily-work.ts';
import { doLateWork, doWork, type WorkPorts } from '#functions/registry/work/do-work.ts';
import type { Work } from '#functions/registry/work/work.ts';
import type { Key } from '#platform/store/item-store.ts';
import { PARTNERSHIP, registryPlatform } from '#test/support/registry.ts';

const work: Work = { type: 'compareResident', partnershipId: PARTNERSHIP, residentId: 'R-1' };
const key = workKey('K-1');
let platform: ReturnType<typeof registryPlatform>;
let done: Work[];
let failing: boolean;
let given: Key[];
let ports: WorkPorts;

beforeEach(async () => {
  platform = registryPlatform();
  done = [];
  failing = false;
  given = [];
  const deadLetters: DeadLetters = { add: async (row) => void given.push(row) };
  ports = {
    ...platform,
    deadLetters,
    carryOut: async (piece) => {
      if (failing) throw new Error('it fails');
      done.push(piece);
    },
  };
  await platform.store.transact([workWrite(work, platform.clock.now(), 'K-1')]);
});

const row = async () => (await platform.store.get(key, workRowSchema))?.body;

describe('a piece of work', () => {
  test('is carried out once, however often it is come to', async () => {
    await doWork(ports, key);
    await doWork(ports, key);
    expect(done).toEqual([work]);
    expect(await row()).toMatchObject({ status: 'done', attempts: 1 });
  });

  test('that fails stays pending, and the round of each minute takes it up when it is late', async () => {
    failing = true;
    await expect(doWork(ports, key)).rejects.toThrow('it fails');
    expect(await doLateWork(ports)).toEqual({ done: 0, failed: 0, deadLettered: 0 });
    platform.clock.turn(180);
    failing = false;
    expect(await doLateWork(ports)).toEqual({ done: 1, failed: 0, deadLettered: 0 });
    expect(await row()).toMatchObject({ status: 'done', attempts: 2 });
  });

  test('that fails twenty times is given up, where an alarm sees it, and not tried again', async () => {
    failing = true;
    platform.clock.turn(180);
    for (let round = 0; round < 20; round++) expect((await doLateWork(ports)).failed).toBe(1);
    expect((await doLateWork(ports)).deadLettered).toBe(1);
    expect(given).toEqual([key]);
    failing = false;
    expect(await doLateWork(ports)).toEqual({ done: 0, failed: 0, deadLettered: 0 });
    expect(done).toEqual([]);
  });
});

test('what is done daily becomes due once a day, however many rounds there are', async () => {
  await makeDailyWorkDue(platform);
  await makeDailyWorkDue(platform);
  platform.clock.turn(180);
  const daily = platform.deployment.partnerships.length * (1 + 2 * 2); // an expiry, and two for each station
  expect((await doLateWork(ports)).done).toBe(1 + daily); // and that of the other tests
  platform.clock.turn(86_400);
  await makeDailyWorkDue(platform);
  platform.clock.turn(180);
  expect((await doLateWork(ports)).done).toBe(daily);
});
