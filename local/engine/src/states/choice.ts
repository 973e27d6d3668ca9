import type { ChoiceState } from '../definition.ts';
import { InterpreterError } from '../errors.ts';
import type { Thread } from '../execution.ts';
import type { ExecutionRun } from '../execution-run.ts';
import { exitState } from './leave-state.ts';

/** Goes where the first rule whose Condition holds says, or to the Default. */
export async function runChoice(run: ExecutionRun, thread: Thread, state: ChoiceState): Promise<void> {
  for (const rule of state.rules) {
    if (await run.evaluateTyped(thread, rule.condition, 'boolean')) {
      return exitState(run, thread, rule, { next: rule.next, fallback: thread.input });
    }
  }
  if (state.default === undefined) {
    throw new InterpreterError(
      // Not States.NoChoiceMatched, which the language has a name for: this is what AWS reports, and nothing catches it.
      'States.Runtime',
      'Failed to transition out of the state. The state does not point to a next state.',
    );
  }
  return exitState(run, thread, state, { next: state.default, fallback: thread.input });
}
