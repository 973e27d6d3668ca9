import { contextObject } from './context-object.ts';
import type { State } from './definition.ts';
import type { Execution, Thread } from './execution.ts';
import type { Bindings } from './expression.ts';
import type { JsonObject, JsonValue } from './json.ts';

/** What `$states` holds beside the state's input and context. */
export interface StatesMembers {
  readonly result?: JsonValue;
  readonly errorOutput?: JsonValue;
  /** The token that the state's Task waits for, told by the context. */
  readonly token?: string;
  /** Stands in for the state's context object. */
  readonly context?: JsonObject;
}

/** What an expression of a thread's state can see: `$states` and the variables of the thread and those around it. */
export function threadBindings(
  execution: Execution,
  thread: Thread,
  state: State,
  members: StatesMembers = {},
): Bindings {
  const { token, context, ...shown } = members;
  const states = {
    input: thread.input,
    ...shown,
    // Few expressions look at it, and it is the dearest part to make.
    get context(): JsonObject {
      return context ?? contextObject(execution, thread, state, token);
    },
  };
  return { ...variables(execution, thread), states };
}

function variables(execution: Execution, thread: Thread): JsonObject {
  const parent = thread.parent === null ? undefined : execution.threads.get(thread.parent);
  return parent === undefined ? thread.variables : { ...variables(execution, parent), ...thread.variables };
}
