import { StateError } from '../errors.ts';
import type { Execution, Thread } from '../execution.ts';
import type { ExecutionRun } from '../execution-run.ts';
import { jsonText } from '../json-text.ts';
import { isJsonObject } from '../json.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import { withSdkMetadata } from './sdk-metadata.ts';
import { failTask, succeedTask, taskState } from './task-end.ts';

/** Starts the execution that a Task asks for; however often that is tried, it is started once. Throws ServiceError. */
export async function startChild(
  run: ExecutionRun,
  thread: Thread,
  parameters: JsonValue,
): Promise<JsonValue> {
  const { runtime } = run;
  if (thread.task === undefined) throw new TypeError('The thread has no task');
  const started = runtime.findRun(thread.task.childArn ?? '');
  const child = started ?? runtime.startChild(readParameters(parameters, thread.task.childName));
  // Told to the journal in the same turn as the child itself: after a crash either both are known or neither.
  thread.task.childArn = child.execution.arn;
  run.touch(thread);
  run.save();
  await runtime.saved();
  const { arn, startedAt } = child.execution;
  return withSdkMetadata({ ExecutionArn: arn, StartDate: startedAt }, runtime.clock.now());
}

function readParameters(parameters: JsonValue, childName: string | undefined) {
  if (!isJsonObject(parameters)) throw invalid('the Arguments must be an object');
  const { StateMachineArn: stateMachineArn, Name: name = childName, Input: input = {} } = parameters;
  if (typeof stateMachineArn !== 'string') throw invalid('StateMachineArn is missing');
  if (typeof name !== 'string') throw invalid('Name must be a string');
  return { stateMachineArn, name, input: typeof input === 'string' ? input : jsonText(input) };
}

function invalid(problem: string): StateError {
  return new StateError('States.Runtime', `states:startExecution cannot be called: ${problem}`);
}

/** Ends a Task with the execution it waits for, when that has ended. */
export function awaitChild(run: ExecutionRun, thread: Thread): void {
  const childArn = thread.task?.childArn;
  const child = childArn === undefined ? undefined : run.runtime.findRun(childArn);
  if (child === undefined) {
    failTask(run, thread, 'Failed', {
      error: 'States.TaskFailed',
      cause: `The execution ${childArn} does not exist`,
    });
    return;
  }
  child.onClosed(() => {
    if (run.isLive(thread) && thread.phase === 'child' && thread.task?.childArn === childArn) {
      run.resume(thread, () => endWithChild(run, thread, child.execution));
    }
  });
}

function endWithChild(run: ExecutionRun, thread: Thread, child: Execution): void {
  const { resource } = taskState(run, thread);
  const parsed = resource.kind === 'action' && resource.pattern === 'sync:2';
  if (child.status === 'SUCCEEDED') {
    const result = describeChild(child, parsed);
    succeedTask(run, thread, result, jsonText(result));
  } else
    failTask(run, thread, 'Failed', {
      error: 'States.TaskFailed',
      cause: jsonText(describeChild(child, false)),
    });
}

/** A child execution as DescribeExecution tells it; `parsed` gives its input and output as JSON rather than as text. */
function describeChild(child: Execution, parsed: boolean): JsonObject {
  const { outputText, failure } = child;
  return {
    ...(failure?.cause !== undefined && { Cause: failure.cause }),
    ...(failure?.error !== undefined && { Error: failure.error }),
    ExecutionArn: child.arn,
    Input: parsed ? child.input : child.inputText,
    InputDetails: { Included: true },
    Name: child.name,
    ...(outputText !== undefined && {
      Output: parsed ? (JSON.parse(outputText) as JsonValue) : outputText,
      OutputDetails: { Included: true },
    }),
    RedriveCount: child.redriveCount,
    RedriveStatus: child.status === 'SUCCEEDED' ? 'NOT_REDRIVABLE' : 'REDRIVABLE',
    StartDate: child.startedAt,
    StateMachineArn: child.machine.arn,
    Status: child.status,
    ...(child.stoppedAt !== undefined && { StopDate: child.stoppedAt }),
  };
}
