import type { TaskState } from '../definition.ts';
import type { Failure, Thread } from '../execution.ts';
import type { ExecutionRun } from '../execution-run.ts';
import { jsonText } from '../json-text.ts';
import type { JsonValue } from '../json.ts';

/** The deadlines of a task, in seconds. */
interface Deadlines {
  readonly timeout: number | undefined;
  readonly heartbeat: number | undefined;
}

/** Which service the events of a Task name; a function called by its own ARN has events of its own kind. */
function resourceDetails(state: TaskState): { resource: string; resourceType: string } | undefined {
  const { resource } = state;
  return resource.kind === 'action' ? { resource: resource.name, resourceType: resource.service } : undefined;
}

/** Records that a Task was scheduled; gives the event's id. */
export function recordScheduled(
  run: ExecutionRun,
  thread: Thread,
  state: TaskState,
  parameters: JsonValue,
  deadlines: Deadlines,
): number {
  const limits = {
    ...(deadlines.timeout !== undefined && { timeoutInSeconds: deadlines.timeout }),
    ...(deadlines.heartbeat !== undefined && { heartbeatInSeconds: deadlines.heartbeat }),
  };
  const { resource } = state;
  if (resource.kind === 'function') {
    const { heartbeatInSeconds: _, ...timeout } = { heartbeatInSeconds: 0, ...limits };
    const details = { resource: resource.functionArn, input: jsonText(parameters), ...timeout };
    return run.addEvent(thread, 'LambdaFunctionScheduled', details);
  }
  return run.addEvent(thread, 'TaskScheduled', {
    ...resourceDetails(state),
    region: run.runtime.region,
    parameters: jsonText(parameters),
    ...limits,
  });
}

/** Records that a Task was started. */
export function recordStarted(run: ExecutionRun, thread: Thread, state: TaskState): void {
  const details = resourceDetails(state);
  if (details === undefined) run.addEvent(thread, 'LambdaFunctionStarted');
  else run.addEvent(thread, 'TaskStarted', details);
}

/** Records that a Task's call was answered while the Task still waits for its end. */
export function recordSubmitted(
  run: ExecutionRun,
  thread: Thread,
  state: TaskState,
  output: JsonValue,
): void {
  run.addEvent(thread, 'TaskSubmitted', { ...resourceDetails(state), output: jsonText(output) });
}

/** Records that a Task succeeded, with the JSON text of its result. */
export function recordSucceeded(run: ExecutionRun, thread: Thread, state: TaskState, output: string): void {
  const details = resourceDetails(state);
  if (details === undefined) run.addEvent(thread, 'LambdaFunctionSucceeded', { output });
  else run.addEvent(thread, 'TaskSucceeded', { ...details, output });
}

/** How a Task failed, as its events are named. */
export type TaskFailureKind = 'Failed' | 'TimedOut' | 'SubmitFailed';

/** Records that a Task failed. */
export function recordTaskFailure(
  run: ExecutionRun,
  thread: Thread,
  state: TaskState,
  kind: TaskFailureKind,
  failure: Failure,
): void {
  const reasons = {
    ...(failure.error !== undefined && { error: failure.error }),
    ...(failure.cause !== undefined && { cause: failure.cause }),
  };
  const details = resourceDetails(state);
  if (details === undefined) run.addEvent(thread, `LambdaFunction${kind}`, reasons);
  else run.addEvent(thread, `Task${kind}`, { ...details, ...reasons });
}
