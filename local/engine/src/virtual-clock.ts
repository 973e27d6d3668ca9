import type { Clock } from './clock.ts';

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly fire: () => void;
  cancelled: boolean;
}

/**
 * Time that stands still until it is turned by `advance`.
 *
 * @example
 * const clock = new VirtualClock();
 * await clock.advance(24 * 3_600_000, () => engine.settle());
 */
export class VirtualClock implements Clock {
  #now: number;
  #order = 0;
  #turning: Promise<void> = Promise.resolve();
  /** A binary heap, earliest first; timers of one instant fire in the order in which they were set. */
  readonly #heap: Timer[] = [];

  /** `start` is the first instant in milliseconds since the epoch; real now unless given. */
  constructor(start: number = Date.now()) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  setTimer(at: number, fire: () => void): () => void {
    const timer = { at, order: this.#order++, fire, cancelled: false };
    this.#push(timer);
    return () => {
      timer.cancelled = true;
    };
  }

  /** The instant of the earliest timer, in milliseconds since the epoch; undefined without any. */
  nextTimer(): number | undefined {
    while (this.#heap[0]?.cancelled === true) this.#pop();
    return this.#heap[0]?.at;
  }

  /**
   * Turns the clock on by `ms`, stopping at each timer on the way. `settle` is called before the first timer, after
   * those of each instant, and at the end; it resolves when nothing but timers is left to happen.
   * Calls that overlap are carried out one after the other.
   */
  advance(ms: number, settle: () => Promise<void>): Promise<void> {
    const turn = this.#turning.then(() => this.#turn(ms, settle));
    this.#turning = turn.catch(() => undefined);
    return turn;
  }

  async #turn(ms: number, settle: () => Promise<void>): Promise<void> {
    const target = this.#now + ms;
    await settle();
    for (;;) {
      const at = this.nextTimer();
      if (at === undefined || at > target) {
        if (this.#now === target) return;
        this.#now = target;
      } else {
        this.#now = Math.max(this.#now, at);
        this.#fireDue();
      }
      await settle();
    }
  }

  #fireDue(): void {
    const due: Timer[] = [];
    for (let at = this.nextTimer(); at !== undefined && at <= this.#now; at = this.nextTimer()) {
      due.push(this.#pop());
    }
    for (const timer of due) if (!timer.cancelled) timer.fire();
  }

  #push(timer: Timer): void {
    const heap = this.#heap;
    let index = heap.length;
    heap.push(timer);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#earlier(index, parent)) return;
      this.#swap(index, parent);
      index = parent;
    }
  }

  #pop(): Timer {
    const heap = this.#heap;
    this.#swap(0, heap.length - 1);
    const first = heap.pop();
    if (first === undefined) throw new RangeError('No timer is set');
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      let least = index;
      if (left < heap.length && this.#earlier(left, least)) least = left;
      if (left + 1 < heap.length && this.#earlier(left + 1, least)) least = left + 1;
      if (least === index) return first;
      this.#swap(index, least);
      index = least;
    }
  }

  #earlier(a: number, b: number): boolean {
    const [left, right] = [this.#heap[a], this.#heap[b]];
    if (left === undefined || right === undefined) return false;
    return left.at < right.at || (left.at === right.at && left.order < right.order);
  }

  #swap(a: number, b: number): void {
    const [left, right] = [this.#heap[a], this.#heap[b]];
    if (left === undefined || right === undefined) return;
    this.#heap[a] = right;
    this.#heap[b] = left;
  }
}
