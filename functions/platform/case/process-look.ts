import type * as z from 'zod';

import type { Platform } from '#platform/platform.ts';

import { loadCase } from './case-command.ts';
import type { CaseBase } from './case.ts';
import { isDriving, type ProcessRun } from './process-step.ts';

/** What a process is told of its case, so that it takes the next step or waits. */
export interface Outlook<Next extends string> {
  readonly next: Next | 'superseded';
  /** Version of the case that was looked at: a wait registered with it misses nothing that comes after. */
  readonly seenVersion: number;
  /** When the next timer falls due: the end of a wait that nothing interrupts. */
  readonly dueAt: string;
}

/** What is to be seen on a case at a time. */
interface Sight<Next extends string> {
  /** The step that is due, or the wait. */
  readonly next: () => Next;
  /** Every instant at which the process has something to do without being woken. */
  readonly timers: readonly string[];
}

/** A process that waits for nothing in particular looks again after this long, so that it is never stuck for good. */
const LONGEST_WAIT_MS = 24 * 3_600_000;

/**
 * Looks at the case and says which step is due, or how long there is to wait.
 * @throws Error when there is no such case
 */
export async function lookAt<C extends CaseBase, Next extends string>(
  platform: Platform,
  schema: z.ZodType<C>,
  run: ProcessRun,
  see: (state: C, at: Date) => Sight<Next> | Promise<Sight<Next>>,
): Promise<Outlook<Next>> {
  const state = await loadCase(platform, run.caseId, schema);
  if (state === undefined) throw new Error('A process runs for a case that does not exist.');
  const at = platform.clock.now();
  const { next, timers } = await see(state, at);
  const due = Math.min(at.getTime() + LONGEST_WAIT_MS, ...timers.map((time) => Date.parse(time)));
  return {
    next: isDriving(run, state) ? next() : 'superseded',
    seenVersion: state.version,
    dueAt: new Date(due).toISOString(),
  };
}
