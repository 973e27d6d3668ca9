/** Limits of a stage or of one of its routes. */
export interface ThrottleLimits {
  /** Requests a second, on average. */
  readonly rate: number;
  /** Requests at once. */
  readonly burst: number;
}

/** A token bucket: lets `burst` requests through at once and `rate` a second after that. */
export class Throttle {
  readonly #limits: ThrottleLimits;
  readonly #now: () => number;
  #tokens: number;
  #filledAt: number;

  /** `now` in milliseconds; any clock that does not run backwards. */
  constructor(limits: ThrottleLimits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
    this.#tokens = limits.burst;
    this.#filledAt = now();
  }

  /** Whether one more request may pass now. */
  admit(): boolean {
    const now = this.#now();
    const filled = this.#tokens + ((now - this.#filledAt) / 1000) * this.#limits.rate;
    this.#tokens = Math.min(this.#limits.burst, filled);
    this.#filledAt = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
