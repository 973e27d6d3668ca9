import { randomUUID } from 'node:crypto';
import type { TaskState } from '../definition.ts';
import { EvaluationError } from '../errors.ts';
import type { TaskProgress, Thread } from '../execution.ts';
import type { ExecutionRun } from '../execution-run.ts';
import { LONGEST_SECONDS } from '../field-reader.ts';
import { jsonText } from '../json-text.ts';
import { isTooLarge, payloadTooLarge } from '../limits.ts';
import type { Template } from '../template.ts';
import { callService } from './call-service.ts';
import { armTask } from './task-end.ts';
import { recordScheduled, recordStarted } from './task-events.ts';
import { newTaskToken } from './task-token.ts';

/** Evaluates what a Task is to be called with, schedules it and calls it. */
export async function runTask(run: ExecutionRun, thread: Thread, state: TaskState): Promise<void> {
  const { resource } = state;
  const waits = resource.kind === 'action' && resource.pattern === 'callback';
  const token = waits ? newTaskToken(run.execution.arn, thread.id) : undefined;
  const members = token === undefined ? {} : { token };
  const parameters = state.arguments ? await run.evaluate(thread, state.arguments, members) : thread.input;
  const timeout = await seconds(run, thread, state.timeoutSeconds);
  const heartbeatSeconds = await seconds(run, thread, state.heartbeatSeconds);
  if (isTooLarge(jsonText(parameters))) throw payloadTooLarge(state.name);

  const scheduledId = recordScheduled(run, thread, state, parameters, {
    timeout,
    heartbeat: heartbeatSeconds,
  });
  recordStarted(run, thread, state);
  const now = run.runtime.clock.now();
  const task: TaskProgress = {
    parameters,
    scheduledId,
    ...(token !== undefined && { token }),
    ...(timeout !== undefined && { timeoutAt: now + timeout * 1000 }),
    ...(waits &&
      heartbeatSeconds !== undefined && { heartbeatSeconds, heartbeatAt: now + heartbeatSeconds * 1000 }),
    ...(resource.kind === 'action' && resource.service === 'states' && { childName: randomUUID() }),
  };
  thread.task = task;
  thread.phase = 'invoke';
  armTask(run, thread);
  callService(run, thread, state);
}

async function seconds(
  run: ExecutionRun,
  thread: Thread,
  template: Template | undefined,
): Promise<number | undefined> {
  if (template === undefined) return undefined;
  const value = await run.evaluateTyped(thread, template, 'integer');
  if (value >= 1 && value <= LONGEST_SECONDS) return value;
  throw new EvaluationError(
    `The ${template.field} field must be an integer from 1 to ${LONGEST_SECONDS}, but was: ${value}`,
    template.field,
  );
}
