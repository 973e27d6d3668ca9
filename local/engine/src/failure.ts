import type { Catcher, Retrier } from './definition.ts';
import { EvaluationError, InterpreterError } from './errors.ts';
import type { StateError } from './errors.ts';
import type { Failure, Thread } from './execution.ts';
import type { ExecutionRun } from './execution-run.ts';
import type { EventDetails } from './history.ts';
import type { JsonObject } from './json.ts';
import { matchesError } from './matching-errors.ts';
import { branchFailed } from './states/branches.ts';
import { exitState } from './states/leave-state.ts';

/** Records that a thread's state failed, and has it retried if it may be; whether it is caught is the next step. */
export function failState(run: ExecutionRun, thread: Thread, thrown: StateError): void {
  // An iteration's input is made in the Map's name, before the iteration has entered any state of its own.
  const owner = thread.phase === 'select' ? run.threads.parentOf(thread) : thread;
  const failure = describeFailure(owner, thrown);
  if (thrown instanceof EvaluationError) recordEvaluationFailure(run, thread, owner, thrown, failure);
  if (thread.phase === 'select') {
    propagate(run, thread, failure);
    return;
  }
  run.release(thread);
  const state = run.state(thread);
  // A Catcher's own failure is the state's second: nothing retries or catches that.
  const uncatchable = thread.phase === 'failing';
  if (!uncatchable && 'retry' in state && scheduleRetry(run, thread, state.retry, failure)) return;
  if (state.type === 'Map' || state.type === 'Parallel') run.addEvent(thread, `${state.type}StateFailed`);
  thread.failure = failure;
  thread.phase = 'failing';
  if (uncatchable) propagate(run, thread, failure);
}

function describeFailure(owner: Thread, thrown: StateError): Failure {
  const { error, causeText, heartbeat } = thrown;
  const cause =
    thrown instanceof InterpreterError
      ? `An error occurred while executing the state '${owner.state}' (entered at the event id #${owner.enteredId}). ${causeText ?? ''}`
      : causeText;
  return {
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    ...(heartbeat && { heartbeat }),
  };
}

function recordEvaluationFailure(
  run: ExecutionRun,
  thread: Thread,
  owner: Thread,
  thrown: EvaluationError,
  failure: Failure,
): void {
  const previous = eventBeforeEvaluation(run, thread);
  const details = {
    ...failure,
    ...(thrown.location !== undefined && { location: thrown.location }),
    state: owner.state,
  };
  run.addEvent(thread, 'EvaluationFailed', details, { previous });
}

/** The event that a failed evaluation follows, as AWS records it. */
function eventBeforeEvaluation(run: ExecutionRun, thread: Thread): number {
  const { type } = run.state(thread);
  // A Catcher's follows what went before the failure that it catches.
  if (thread.phase === 'failing' && (type === 'Map' || type === 'Parallel'))
    return run.execution.history[thread.previous - 1]?.previous ?? thread.previous;
  // What is evaluated on entering a state follows what went before the state.
  return thread.previous === thread.enteredId && type !== 'Wait' ? thread.beforeEntry : thread.previous;
}

/** Catches the failure of a state, or hands it on to what the state is part of. */
export async function handleFailure(run: ExecutionRun, thread: Thread): Promise<void> {
  const state = run.state(thread);
  const failure = thread.failure ?? {};
  const catchers = 'catch' in state ? state.catch : [];
  const catcher = catchers.find(({ errors }) => matchesError(errors, failure));
  if (catcher === undefined) propagate(run, thread, failure);
  else await catchFailure(run, thread, catcher, failure);
}

function scheduleRetry(
  run: ExecutionRun,
  thread: Thread,
  retriers: readonly Retrier[],
  failure: Failure,
): boolean {
  const index = retriers.findIndex(({ errors }) => matchesError(errors, failure));
  const retrier = retriers[index];
  const used = thread.attempts[index] ?? 0;
  if (retrier === undefined || used >= retrier.maxAttempts) return false;
  const grown = retrier.interval * retrier.backoffRate ** used;
  const delay =
    Math.min(grown, retrier.maxDelay ?? Infinity) * (retrier.fullJitter ? run.runtime.random() : 1);
  thread.attempts = retriers.map((_, at) => (thread.attempts[at] ?? 0) + (at === index ? 1 : 0));
  thread.retryCount += 1;
  thread.phase = 'backoff';
  thread.wakeAt = run.runtime.clock.now() + Math.round(delay * 1000);
  delete thread.task;
  delete thread.result;
  run.threads.removeChildrenOf(thread);
  delete thread.branches;
  armRetry(run, thread);
  return true;
}

/** Sets the timer of a thread that waits to try its state again. */
export function armRetry(run: ExecutionRun, thread: Thread): void {
  run.setTimer(thread, 'wake', thread.wakeAt ?? 0, () => {
    thread.phase = 'run';
    delete thread.failure;
  });
}

async function catchFailure(
  run: ExecutionRun,
  thread: Thread,
  catcher: Catcher,
  failure: Failure,
): Promise<void> {
  const errorOutput: JsonObject = {
    ...(failure.error !== undefined && { Error: failure.error }),
    ...(failure.cause !== undefined && { Cause: failure.cause }),
  };
  await exitState(run, thread, catcher, {
    next: catcher.next,
    members: { errorOutput },
    fallback: errorOutput,
  });
}

/** Ends a thread by a failure that nothing in it handles. */
function propagate(run: ExecutionRun, thread: Thread, failure: Failure): void {
  run.release(thread);
  const runtime = failure.error === 'States.Runtime';
  // AWS calls a Task that ends its branch aborted, even when it ends it by its own failure.
  const entered = thread.enteredId > 0;
  if (thread.parent !== null && entered && !runtime && run.state(thread).type === 'Task')
    run.addEvent(thread, 'TaskStateAborted', undefined, { aside: true });
  thread.phase = 'failed';
  thread.failure = failure;
  const details: EventDetails = {
    ...(failure.error !== undefined && { error: failure.error }),
    ...(failure.cause !== undefined && { cause: failure.cause }),
  };
  // What nothing can catch ends the execution from wherever it happens, unless a Map around it tolerates failures.
  if (thread.parent === null || (runtime && !isTolerated(run, thread))) {
    run.end('FAILED', 'ExecutionFailed', details, { previous: thread.previous, failure });
  } else branchFailed(run, thread, failure);
}

/** Whether a Map around a thread says how many failures it tolerates. */
function isTolerated(run: ExecutionRun, thread: Thread): boolean {
  if (thread.parent === null) return false;
  const parent = run.threads.parentOf(thread);
  return parent.branches?.toleratedFailures !== undefined || isTolerated(run, parent);
}
