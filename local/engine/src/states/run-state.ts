import type { Thread } from '../execution.ts';
import type { ExecutionRun } from '../execution-run.ts';
import { runTask } from '../tasks/run-task.ts';
import { runChoice } from './choice.ts';
import { runFail } from './fail.ts';
import { exitState } from './leave-state.ts';
import { runMap } from './map.ts';
import { runParallel } from './parallel.ts';
import { runWait } from './wait.ts';

/** Does what a state is for, from the start: after it was entered, and again for each retry. */
export function runState(run: ExecutionRun, thread: Thread): void | Promise<void> {
  const state = run.state(thread);
  switch (state.type) {
    case 'Pass':
      return exitState(run, thread, state, { next: state.next, fallback: thread.input });
    case 'Succeed':
      return exitState(run, thread, state, { next: undefined, fallback: thread.input });
    case 'Choice':
      return runChoice(run, thread, state);
    case 'Wait':
      return runWait(run, thread, state);
    case 'Fail':
      return runFail(run, thread, state);
    case 'Task':
      return runTask(run, thread, state);
    case 'Parallel':
      return runParallel(run, thread, state);
    case 'Map':
      return runMap(run, thread, state);
  }
}
