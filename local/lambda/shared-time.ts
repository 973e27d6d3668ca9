const NOW = 0;
const REAL_START = 1;
const START = 2;
const MICRO_FACTOR = 3;

/**
 * The system's time as worker threads see it, in memory they share with the main thread. A virtual time is written
 * there each time it changes; a scaled one is computed from its start and its factor.
 */
export class SharedTime {
  /** The shared memory; handed to a worker thread, which reads it by `new SharedTime(memory)`. */
  readonly memory: SharedArrayBuffer;
  readonly #cells: BigInt64Array;

  constructor(memory: SharedArrayBuffer) {
    this.memory = memory;
    this.#cells = new BigInt64Array(memory);
  }

  /** A time that stands at `now` (milliseconds since the epoch) until it is set. */
  static virtual(now: number): SharedTime {
    const time = new SharedTime(new SharedArrayBuffer(4 * 8));
    time.set(now);
    return time;
  }

  /** A time that is `now` now and passes `factor` times as fast as real time. */
  static scaled(now: number, factor: number): SharedTime {
    const time = new SharedTime(new SharedArrayBuffer(4 * 8));
    time.#cells[REAL_START] = BigInt(Date.now());
    time.#cells[START] = BigInt(now);
    time.#cells[MICRO_FACTOR] = BigInt(Math.round(factor * 1e6));
    return time;
  }

  /** Sets a virtual time, in milliseconds since the epoch. */
  set(now: number): void {
    Atomics.store(this.#cells, NOW, BigInt(Math.floor(now)));
  }

  /** Milliseconds since the epoch; `realNow` is the machine's own time. */
  now(realNow: number): number {
    const factor = Number(this.#cells[MICRO_FACTOR]) / 1e6;
    if (factor === 0) return Number(Atomics.load(this.#cells, NOW));
    return Math.floor(Number(this.#cells[START]) + (realNow - Number(this.#cells[REAL_START])) * factor);
  }
}
