import type { Interference } from '#test/support/memory-store.ts';

/** How often, of a hundred commits, other transactions hold the items. */
const BUSY_PERCENT = 4;
/** The longest that a read or commit is held up, in turns of the event loop's microtasks. */
const LONGEST_PAUSE = 12;

/** Numbers from 0 up to 1 that a seed determines (the mulberry32 generator). */
export function drawsOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Interleaves commands that run at once, and now and then keeps items busy, always alike for the same seed. */
export function interferenceOf(seed: number): Interference {
  const draw = drawsOf(seed);
  return {
    pause: async () => {
      for (let turns = Math.floor(draw() * LONGEST_PAUSE); turns > 0; turns--) await Promise.resolve();
    },
    isBusy: () => draw() * 100 < BUSY_PERCENT,
  };
}
