import type { TaskResource, TaskState } from '../definition.ts';
import type { Thread } from '../execution.ts';
import type { ExecutionRun } from '../execution-run.ts';
import { jsonText } from '../json-text.ts';
import type { JsonValue } from '../json.ts';
import { answerToJson } from '../runtime.ts';
import { awaitChild, startChild } from './child-execution.ts';
import { callDynamoDB } from './dynamodb.ts';
import { callFunction, invokeFunction } from './lambda.ts';
import { publishMessage } from './sns.ts';
import { endTask, failTask, succeedTask } from './task-end.ts';
import { recordSubmitted } from './task-events.ts';
import { taskFailure } from './task-failure.ts';

/**
 * Calls what a scheduled task is for. What has been done so far is on disk before the call is made, so that a task
 * whose end was used is never called again. The answer counts only if the task has not ended meanwhile.
 */
export function callService(run: ExecutionRun, thread: Thread, state: TaskState): void {
  const scheduledId = thread.task?.scheduledId;
  const settle = (end: () => void): void => {
    if (run.isLive(thread) && thread.phase === 'invoke' && thread.task?.scheduledId === scheduledId) {
      run.resume(thread, end);
    }
  };
  run.runtime.begin();
  run.save();
  void run.runtime
    .saved()
    .then(() => call(run, thread, state))
    .then(
      (answer) => settle(() => answered(run, thread, state, answerToJson(answer))),
      (thrown: unknown) => settle(() => refused(run, thread, state, thrown)),
    )
    .finally(() => run.runtime.end());
}

function call(run: ExecutionRun, thread: Thread, state: TaskState): Promise<JsonValue> {
  const { resource } = state;
  const parameters = thread.task?.parameters ?? {};
  if (resource.kind === 'function') return callFunction(run, resource.functionArn, parameters, state.name);
  switch (resource.service) {
    case 'lambda':
      return invokeFunction(run, parameters, state.name);
    case 'sns':
      return publishMessage(run, parameters);
    case 'dynamodb':
      return callDynamoDB(run, resource.action, parameters);
    case 'states':
      return startChild(run, thread, parameters);
  }
}

function answered(run: ExecutionRun, thread: Thread, state: TaskState, answer: JsonValue): void {
  switch (pattern(state.resource)) {
    case 'request':
      succeedTask(run, thread, answer, jsonText(answer));
      return;
    case 'callback':
      recordSubmitted(run, thread, state, answer);
      thread.phase = 'callback';
      // The callback may have come before the call was answered.
      if (thread.task?.outcome !== undefined) endTask(run, thread, thread.task.outcome);
      return;
    case 'sync':
    case 'sync:2':
      recordSubmitted(run, thread, state, answer);
      thread.phase = 'child';
      awaitChild(run, thread);
      return;
  }
}

function refused(run: ExecutionRun, thread: Thread, state: TaskState, thrown: unknown): void {
  const { outcome } = thread.task ?? {};
  if (outcome !== undefined) {
    endTask(run, thread, outcome);
    return;
  }
  const { failure, byTheWorkItself } = taskFailure(state.resource, thrown);
  const waits = pattern(state.resource) !== 'request';
  failTask(run, thread, waits && !byTheWorkItself ? 'SubmitFailed' : 'Failed', failure);
}

function pattern(resource: TaskResource) {
  return resource.kind === 'function' ? 'request' : resource.pattern;
}
