import type { TaskState } from '../definition.ts';
import { StateError } from '../errors.ts';
import type { Failure, TaskOutcome, Thread } from '../execution.ts';
import type { ExecutionRun } from '../execution-run.ts';
import type { JsonValue } from '../json.ts';
import { isTooLarge, payloadTooLarge } from '../limits.ts';
import { recordSucceeded, recordTaskFailure } from './task-events.ts';
import type { TaskFailureKind } from './task-events.ts';

/** Opens a task's token and sets the timers of its deadlines. */
export function armTask(run: ExecutionRun, thread: Thread): void {
  const { token, timeoutAt } = thread.task ?? {};
  if (token !== undefined) run.runtime.tokens.set(token, { run, threadId: thread.id });
  if (timeoutAt !== undefined) run.setTimer(thread, 'timeout', timeoutAt, () => timeOut(run, thread, false));
  armHeartbeat(run, thread);
}

/** Sets the timer of the next heartbeat that a task must give. */
export function armHeartbeat(run: ExecutionRun, thread: Thread): void {
  const at = thread.task?.heartbeatAt;
  if (at !== undefined) run.setTimer(thread, 'heartbeat', at, () => timeOut(run, thread, true));
}

function timeOut(run: ExecutionRun, thread: Thread, heartbeat: boolean): void {
  failTask(run, thread, 'TimedOut', { error: 'States.Timeout', ...(heartbeat && { heartbeat }) });
}

/** The task of a thread in a Task state. Throws TypeError for any other. */
export function taskState(run: ExecutionRun, thread: Thread): TaskState {
  const state = run.state(thread);
  if (state.type !== 'Task') throw new TypeError(`${state.name} is not a Task`);
  return state;
}

/** Ends a task with what its token was answered with. Throws StateError if that was a failure. */
export function endTask(run: ExecutionRun, thread: Thread, outcome: TaskOutcome): void {
  if ('failure' in outcome) failTask(run, thread, 'Failed', outcome.failure);
  else succeedTask(run, thread, JSON.parse(outcome.output) as JsonValue, outcome.output);
}

/** Ends a task with its result; `text` is the result's JSON text. */
export function succeedTask(run: ExecutionRun, thread: Thread, result: JsonValue, text: string): void {
  const state = taskState(run, thread);
  if (isTooLarge(text)) {
    const { error, causeText } = payloadTooLarge(state.name);
    failTask(run, thread, 'Failed', {
      ...(error !== undefined && { error }),
      ...(causeText !== undefined && { cause: causeText }),
    });
    return;
  }
  run.release(thread);
  recordSucceeded(run, thread, state, text);
  thread.result = result;
  thread.phase = 'leaving';
}

/** Ends a task by a failure: records it and throws the StateError that fails the thread's state. */
export function failTask(run: ExecutionRun, thread: Thread, kind: TaskFailureKind, failure: Failure): never {
  const state = taskState(run, thread);
  run.release(thread);
  recordTaskFailure(run, thread, state, kind, failure);
  throw new StateError(failure.error, failure.cause, failure.heartbeat);
}
