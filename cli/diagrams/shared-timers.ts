import type { ProcessTimer, ProcessTimers } from '#workflows/process-timer.ts';

/** A timer, and every wait that it ends. */
export interface SharedTimer {
  readonly timer: ProcessTimer;
  readonly waits: readonly string[];
}

/** Each timer of a process once, in the order of the first wait that it ends. */
export function sharedTimers(timers: ProcessTimers): SharedTimer[] {
  const uses = Object.entries(timers).flatMap(([wait, entries]) => entries.map((timer) => ({ wait, timer })));
  return [...Map.groupBy(uses, ({ timer }) => JSON.stringify(timer)).values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : [{ timer: first.timer, waits: same.map(({ wait }) => wait) }];
  });
}
