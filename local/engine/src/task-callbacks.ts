import { ServiceError } from './errors.ts';
import type { TaskOutcome, TaskProgress, Thread } from './execution.ts';
import type { ExecutionRun } from './execution-run.ts';
import type { Runtime } from './runtime.ts';
import { armHeartbeat, endTask } from './tasks/task-end.ts';
import { readTaskToken } from './tasks/task-token.ts';

/** A task that waits for its token. */
interface WaitingTask {
  readonly run: ExecutionRun;
  readonly thread: Thread;
  readonly task: TaskProgress;
}

/**
 * Ends the task that waits for a token; one whose call has not been answered yet ends when it is.
 * Throws ServiceError: InvalidToken for what is no token, TaskDoesNotExist for one of an unknown execution,
 * TaskTimedOut for one that is closed.
 */
export function answerTask(runtime: Runtime, token: string, outcome: TaskOutcome): void {
  const { run, thread, task } = waitingTask(runtime, token);
  task.outcome = outcome;
  runtime.tokens.delete(token);
  if (thread.phase === 'callback') run.resume(thread, () => endTask(run, thread, outcome));
  else run.touch(thread);
  run.save();
}

/** Gives a task the full time until its next heartbeat. Throws ServiceError as `answerTask` does. */
export function heartbeatTask(runtime: Runtime, token: string): void {
  const { run, thread, task } = waitingTask(runtime, token);
  if (task.heartbeatSeconds === undefined) return;
  task.heartbeatAt = runtime.clock.now() + task.heartbeatSeconds * 1000;
  armHeartbeat(run, thread);
  run.touch(thread);
  run.save();
}

function waitingTask(runtime: Runtime, token: string): WaitingTask {
  const owner = readTaskToken(token);
  if (owner === undefined) throw new ServiceError('InvalidToken', `Invalid Token: '${token}'`);
  const holder = runtime.tokens.get(token);
  const thread = holder?.run.execution.threads.get(holder.threadId);
  if (holder !== undefined && thread?.task !== undefined)
    return { run: holder.run, thread, task: thread.task };
  if (runtime.findRun(owner.executionArn) === undefined) {
    throw new ServiceError('TaskDoesNotExist', 'Task does not exist');
  }
  throw new ServiceError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
}
