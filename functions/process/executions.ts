import type { Machine } from '#platform/outbox/effect.ts';

/** The state machine service as the processes use it. */
export interface Executions {
  /**
   * Starts an execution. The same name never runs twice: `running` while it still does (or has just begun),
   * `ended` when it ran before.
   */
  start(machine: Machine, name: string, input: object): Promise<'running' | 'ended'>;
  /** Completes a wait. `closed` when the token is used, timed out or unknown: nothing is left to complete. */
  completeWait(token: string): Promise<'completed' | 'closed'>;
  /** Whether an execution of that name runs now. */
  isRunning(machine: Machine, name: string): Promise<boolean>;
}
