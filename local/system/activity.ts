/** Counts what is under way and what has happened, so that `settle` knows when nothing is left to wait for. */
export class Activity {
  #running = 0;
  #happened = 0;
  #waiting: (() => void)[] = [];

  /** Grows with everything that begins, ends or is noted; equal before and after means that nothing happened. */
  get happened(): number {
    return this.#happened;
  }

  /** Notes that something happened which may lead to more work. */
  note(): void {
    this.#happened += 1;
  }

  /** Does `work` and counts it as under way until it is settled. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#running += 1;
    this.note();
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.note();
      if (this.#running === 0) this.#release();
    }
  }

  /** Resolves as soon as nothing is under way. */
  idle(): Promise<void> {
    if (this.#running === 0) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #release(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
