import type { ParallelState } from '../definition.ts';
import type { Thread } from '../execution.ts';
import type { ExecutionRun } from '../execution-run.ts';
import { startBranches } from './branches.ts';

/** Runs all branches at once, each with a copy of the state's Arguments or input. */
export async function runParallel(run: ExecutionRun, thread: Thread, state: ParallelState): Promise<void> {
  const input = state.arguments ? await run.evaluate(thread, state.arguments) : thread.input;
  const size = state.branches.length;
  run.addEvent(thread, 'ParallelStateStarted');
  startBranches(run, thread, { size, limit: size, input });
}
