import { RealClock, ScaledClock, VirtualClock, type Clock } from '@border815/engine';

import { SharedTime } from '#local/lambda/shared-time.ts';

/** How time passes in a local system: as it does, `scaled` times as fast, or only when it is advanced. */
export type ClockChoice = 'real' | 'virtual' | { readonly scaled: number };

/** The one clock of a local system: its engine, schedules, tokens and functions all take their time from it. */
export interface SystemClock extends Clock {
  /** What worker threads read the time from; undefined when it is real. */
  readonly sharedTime: SharedTime | undefined;
  /** Whether time stands still between calls of `advance`. */
  readonly virtual: boolean;
  /**
   * Lets `ms` milliseconds of this clock pass: a virtual clock is turned from timer to timer, others are waited for.
   * `settle` is called before, at each timer on the way, and at the end.
   */
  advance(ms: number, settle: () => Promise<void>): Promise<void>;
}

/** The clock of that choice, started now. */
export function createSystemClock(choice: ClockChoice): SystemClock {
  if (choice === 'real') return runningClock(new RealClock(), undefined);
  if (choice === 'virtual') return virtualClock(new VirtualClock());
  const clock = new ScaledClock(choice.scaled);
  return runningClock(clock, SharedTime.scaled(clock.now(), choice.scaled));
}

function runningClock(clock: Clock, sharedTime: SharedTime | undefined): SystemClock {
  return {
    sharedTime,
    virtual: false,
    now: () => clock.now(),
    setTimer: (at, fire) => clock.setTimer(at, fire),
    async advance(ms, settle) {
      await settle();
      const { promise, resolve } = Promise.withResolvers<void>();
      clock.setTimer(clock.now() + ms, resolve);
      await promise;
      await settle();
    },
  };
}

function virtualClock(clock: VirtualClock): SystemClock {
  const sharedTime = SharedTime.virtual(clock.now());
  const mirror = (): void => sharedTime.set(clock.now());
  return {
    sharedTime,
    virtual: true,
    now: () => clock.now(),
    setTimer: (at, fire) =>
      clock.setTimer(at, () => {
        mirror();
        fire();
      }),
    advance: (ms, settle) =>
      clock.advance(ms, () => {
        mirror();
        return settle();
      }),
  };
}
