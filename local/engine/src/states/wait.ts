import type { WaitState } from '../definition.ts';
import { EvaluationError } from '../errors.ts';
import type { Thread } from '../execution.ts';
import type { ExecutionRun } from '../execution-run.ts';
import { LONGEST_SECONDS } from '../field-reader.ts';
import type { Template } from '../template.ts';
import { parseTimestamp } from '../timestamp.ts';

/** Waits for a number of seconds, or until an instant; goes on at once if that is past. */
export async function runWait(run: ExecutionRun, thread: Thread, state: WaitState): Promise<void> {
  if (state.timestamp !== undefined) thread.wakeAt = await instant(run, thread, state.timestamp);
  else if (state.seconds !== undefined) {
    thread.wakeAt = run.runtime.clock.now() + (await seconds(run, thread, state.seconds)) * 1000;
  }
  if ((thread.wakeAt ?? 0) <= run.runtime.clock.now()) thread.phase = 'leaving';
  else {
    thread.phase = 'timer';
    armWait(run, thread);
  }
}

/** Sets the timer of a thread that waits. */
export function armWait(run: ExecutionRun, thread: Thread): void {
  run.setTimer(thread, 'wake', thread.wakeAt ?? 0, () => {
    thread.phase = 'leaving';
  });
}

async function seconds(run: ExecutionRun, thread: Thread, template: Template): Promise<number> {
  const value = await run.evaluateTyped(thread, template, 'integer');
  if (value >= 0 && value <= LONGEST_SECONDS) return value;
  throw new EvaluationError(
    `The ${template.field} field must be an integer from 0 to ${LONGEST_SECONDS}, but was: ${value}`,
    template.field,
  );
}

async function instant(run: ExecutionRun, thread: Thread, template: Template): Promise<number> {
  const text = await run.evaluateTyped(thread, template, 'string');
  const at = parseTimestamp(text);
  if (at !== undefined) return at;
  throw new EvaluationError(
    `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`,
    'Timestamp',
  );
}
