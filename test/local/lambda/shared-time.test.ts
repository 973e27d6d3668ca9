import { expect, test } from 'vitest';

import { SharedTime } from '#local/lambda/shared-time.ts';

test('a virtual time stands where it was last set, for every thread that shares its memory', () => {
  const time = SharedTime.virtual(1_000_000);
  const elsewhere = new SharedTime(time.memory);
  expect([elsewhere.now(5), elsewhere.now(6)]).toEqual([1_000_000, 1_000_000]);
  time.set(2_000_000);
  expect(elsewhere.now(7)).toBe(2_000_000);
});

test('a scaled time passes its factor as fast as real time', () => {
  const time = SharedTime.scaled(1_000_000, 60);
  const realNow = Date.now();
  expect(time.now(realNow + 2000) - time.now(realNow)).toBe(120_000);
});
