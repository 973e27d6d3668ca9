import type { Execution, Thread } from './execution.ts';
import type { ExecutionRun } from './execution-run.ts';
import { MAXIMUM_EVENTS } from './limits.ts';
import { resumeExecution } from './resume-execution.ts';

/** An execution can be redriven for this long after it ended, and this often. */
const REDRIVABLE_FOR = 14 * 24 * 3_600_000;
const MOST_REDRIVES = 1000;

/** Why an execution cannot be redriven, in AWS's words; undefined if it can. */
export function redriveObstacle(execution: Execution, now: number): string | undefined {
  if (execution.status === 'RUNNING') return 'Execution is RUNNING and cannot be redriven';
  if (execution.status === 'SUCCEEDED') return 'Execution is SUCCEEDED and cannot be redriven';
  if (now - (execution.stoppedAt ?? now) > REDRIVABLE_FOR)
    return 'Execution has exceeded the redrivable period';
  if (execution.redriveCount >= MOST_REDRIVES) return 'Execution redrive limit exceeded';
  if (execution.history.length >= MAXIMUM_EVENTS - 1) return 'Execution history event limit exceeded';
  return undefined;
}

/** Starts a failed, stopped or timed-out execution again where it ended: what had succeeded is not done again. */
export function redrive(run: ExecutionRun): void {
  const { execution } = run;
  const last = execution.history.length;
  execution.status = 'RUNNING';
  execution.redriveCount += 1;
  execution.redrivenAt = run.runtime.clock.now();
  delete execution.stoppedAt;
  delete execution.failure;
  // What the threads of the former attempt still wait for must not reach those of this one.
  for (const [id, thread] of execution.threads) execution.threads.set(id, { ...thread });
  const root = [...execution.threads.values()].find((thread) => thread.parent === null);
  if (root === undefined) throw new RangeError(`${execution.arn} has nothing to redrive`);
  root.previous = last;
  run.addEvent(root, 'ExecutionRedriven', { redriveCount: execution.redriveCount });
  reopen(run, root, root.previous);
  // Before anything waits: whoever asked for it is answered when this is on disk.
  run.save();
  resumeExecution(run);
}

function reopen(run: ExecutionRun, thread: Thread, previous: number): void {
  run.touch(thread);
  if (thread.phase === 'finished') return;
  thread.previous = previous;
  thread.attempts = [];
  thread.retryCount = 0;
  delete thread.failure;
  delete thread.task;
  delete thread.result;
  delete thread.wakeAt;
  if (thread.phase === 'select' || thread.phase === 'enter') return;
  if (thread.branches === undefined) thread.phase = thread.enteredId === 0 ? 'select' : 'run';
  else {
    thread.phase = 'branches';
    for (const child of run.threads.childrenOf(thread)) reopen(run, child, previous);
  }
}
