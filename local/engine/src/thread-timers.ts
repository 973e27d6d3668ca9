import type { Clock } from './clock.ts';
import type { Thread } from './execution.ts';

/** What a thread can wait for by the clock. */
export type TimerKind = 'wake' | 'timeout' | 'heartbeat';

/** The timers of an execution's threads: at most one of each kind for a thread. */
export class ThreadTimers {
  readonly #clock: Clock;
  readonly #cancel = new Map<Thread, Map<TimerKind, () => void>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Sets a timer in place of the thread's former one of its kind. */
  set(thread: Thread, kind: TimerKind, at: number, fire: () => void): void {
    let timers = this.#cancel.get(thread);
    if (timers === undefined) {
      timers = new Map();
      this.#cancel.set(thread, timers);
    }
    timers.get(kind)?.();
    const own = timers;
    timers.set(
      kind,
      this.#clock.setTimer(at, () => {
        own.delete(kind);
        fire();
      }),
    );
  }

  /** Cancels a thread's timers. */
  clear(thread: Thread): void {
    for (const cancel of this.#cancel.get(thread)?.values() ?? []) cancel();
    this.#cancel.delete(thread);
  }

  /** Cancels the timers of all threads. */
  clearAll(): void {
    for (const thread of this.#cancel.keys()) this.clear(thread);
  }
}
