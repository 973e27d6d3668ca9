import { contextObject } from '../context-object.ts';
import type { Thread } from '../execution.ts';
import type { ExecutionRun } from '../execution-run.ts';
import { evaluateTemplate } from '../template.ts';
import { threadBindings } from '../thread-bindings.ts';
import { recordStart } from './branches.ts';

/** Makes the input of a Map's iteration from its item, as the Map's ItemSelector says, and starts the iteration. */
export async function selectItem(run: ExecutionRun, thread: Thread): Promise<void> {
  const map = run.threads.parentOf(thread);
  const state = run.state(map);
  const template = state.type === 'Map' ? state.itemSelector : undefined;
  if (template !== undefined) {
    const item = { Index: thread.index, Value: thread.input };
    const context = { ...contextObject(run.execution, map, state), Map: { Item: item } };
    const bindings = threadBindings(run.execution, map, state, { context });
    thread.input = await run.during(thread, evaluateTemplate(template, bindings));
  }
  thread.phase = 'enter';
  recordStart(run, state, thread);
}
