/** Where the engine takes its time from: it never reads the system's time itself. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls `fire` once, at `at` (milliseconds since the epoch) or as soon as possible after; returns what cancels it. */
  setTimer(at: number, fire: () => void): () => void;
}

/** Node's timers take at most this many milliseconds; longer waits are made of several. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/**
 * Time that runs `factor` times as fast as real time.
 *
 * @example const clock = new ScaledClock(60); // a minute passes in a second
 */
export class ScaledClock implements Clock {
  readonly #factor: number;
  readonly #realStart = Date.now();
  readonly #start: number;

  /** `start` is the clock's first instant in milliseconds since the epoch; real now unless given. */
  constructor(factor: number, start?: number) {
    if (!(factor > 0)) throw new RangeError(`A clock's factor must be above 0, not ${factor}`);
    this.#factor = factor;
    this.#start = start ?? this.#realStart;
  }

  now(): number {
    return Math.floor(this.#start + (Date.now() - this.#realStart) * this.#factor);
  }

  setTimer(at: number, fire: () => void): () => void {
    let timeout: NodeJS.Timeout;
    const arm = (): void => {
      const wait = Math.max(0, Math.ceil((at - this.now()) / this.#factor));
      timeout = setTimeout(() => (this.now() >= at ? fire() : arm()), Math.min(wait, LONGEST_TIMEOUT));
    };
    arm();
    return () => clearTimeout(timeout);
  }
}

/** The system's time. */
export class RealClock extends ScaledClock {
  constructor() {
    super(1);
  }
}
