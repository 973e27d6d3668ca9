import type { Thread } from '../execution.ts';
import type { ExecutionRun } from '../execution-run.ts';
import { jsonText } from '../json-text.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import { isTooLarge, payloadTooLarge } from '../limits.ts';
import type { Template } from '../template.ts';
import type { StatesMembers } from '../thread-bindings.ts';
import { branchFinished } from './branches.ts';

/** The Assign and Output that apply when a state is left: its own, a rule's or a Catcher's. */
interface Producing {
  readonly assign?: Template | undefined;
  readonly output?: Template | undefined;
}

/** How a state is left. */
interface Exit {
  /** The next state; undefined ends the thread. */
  readonly next: string | undefined;
  readonly members?: StatesMembers;
  /** The state's output unless its Output says otherwise. */
  readonly fallback: JsonValue;
}

/** Leaves a state whose work is done: a Task, Parallel or Map with its result, a Wait or Pass with its input. */
export function leaveState(run: ExecutionRun, thread: Thread): void | Promise<void> {
  const state = run.state(thread);
  if (!('next' in state)) throw new TypeError(`A ${state.type} state is not left by what it worked out`);
  const { next } = state;
  const { result } = thread;
  if (result === undefined) return exitState(run, thread, state, { next, fallback: thread.input });
  return exitState(run, thread, state, { next, members: { result }, fallback: result });
}

/** Evaluates Assign and Output, records the exit and moves the thread to its next state or to its end. */
export function exitState(
  run: ExecutionRun,
  thread: Thread,
  producing: Producing,
  exit: Exit,
): void | Promise<void> {
  const { assign, output } = producing;
  if (assign === undefined && output === undefined) return exitWith(run, thread, exit.next, exit.fallback);
  return produce(run, thread, producing, exit);
}

async function produce(run: ExecutionRun, thread: Thread, producing: Producing, exit: Exit): Promise<void> {
  const { assign, output } = producing;
  const assigned = assign && ((await run.evaluate(thread, assign, exit.members)) as JsonObject);
  const value = output ? await run.evaluate(thread, output, exit.members) : exit.fallback;
  exitWith(run, thread, exit.next, value, assigned);
}

function exitWith(
  run: ExecutionRun,
  thread: Thread,
  next: string | undefined,
  output: JsonValue,
  assigned?: JsonObject,
): void {
  const state = run.state(thread);
  const text = jsonText(output);
  if (isTooLarge(text) || (assigned !== undefined && isTooLarge(jsonText(assigned))))
    throw payloadTooLarge(state.name);
  run.addEvent(thread, `${state.type}StateExited`, {
    name: state.name,
    output: text,
    ...(assigned !== undefined && { assignedVariables: eachText(assigned) }),
  });
  if (assigned !== undefined) thread.variables = { ...thread.variables, ...assigned };
  forgetState(run, thread);
  if (next === undefined) finish(run, thread, output, text);
  else {
    thread.state = next;
    thread.input = output;
    thread.phase = 'enter';
  }
}

function eachText(variables: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, jsonText(value)]));
}

function forgetState(run: ExecutionRun, thread: Thread): void {
  if (thread.branches !== undefined) run.threads.removeChildrenOf(thread);
  // Deleting even what is not there makes an object slow ever after.
  if (thread.task !== undefined) delete thread.task;
  if (thread.branches !== undefined) delete thread.branches;
  if (thread.result !== undefined) delete thread.result;
  if (thread.failure !== undefined) delete thread.failure;
  if (thread.wakeAt !== undefined) delete thread.wakeAt;
}

function finish(run: ExecutionRun, thread: Thread, output: JsonValue, text: string): void {
  thread.phase = 'finished';
  thread.result = output;
  if (thread.parent === null) {
    run.end(
      'SUCCEEDED',
      'ExecutionSucceeded',
      { output: text },
      { previous: thread.previous, outputText: text },
    );
  } else branchFinished(run, thread);
}
