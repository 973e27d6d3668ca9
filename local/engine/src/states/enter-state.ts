import type { Thread } from '../execution.ts';
import type { ExecutionRun } from '../execution-run.ts';
import { jsonText } from '../json-text.ts';

/** Enters a thread's state: what it does is the next step. */
export function enterState(run: ExecutionRun, thread: Thread): void {
  const state = run.state(thread);
  thread.beforeEntry = thread.previous;
  thread.enteredAt = run.runtime.clock.now();
  thread.attempts = [];
  thread.retryCount = 0;
  const details = { name: state.name, input: jsonText(thread.input) };
  thread.enteredId = run.addEvent(thread, `${state.type}StateEntered`, details);
  thread.phase = 'run';
}
