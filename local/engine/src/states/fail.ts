import type { FailState } from '../definition.ts';
import { StateError } from '../errors.ts';
import type { Thread } from '../execution.ts';
import type { ExecutionRun } from '../execution-run.ts';

/** Fails with the state's Error and Cause. */
export async function runFail(run: ExecutionRun, thread: Thread, state: FailState): Promise<void> {
  const error = state.error && (await run.evaluateTyped(thread, state.error, 'string'));
  const cause = state.cause && (await run.evaluateTyped(thread, state.cause, 'string'));
  throw new StateError(error, cause);
}
