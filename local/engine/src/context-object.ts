import type { State } from './definition.ts';
import type { Execution, Thread } from './execution.ts';
import type { JsonObject } from './json.ts';

const COUNTS_RETRIES: readonly State['type'][] = ['Task', 'Parallel', 'Map'];

/** The context object, `$states.context`, of a thread in its current state. `token` is the one its Task waits for. */
export function contextObject(
  execution: Execution,
  thread: Thread,
  state: State,
  token?: string,
): JsonObject {
  const context: JsonObject = {
    Execution: {
      Id: execution.arn,
      Input: execution.input,
      StartTime: new Date(execution.startedAt).toISOString(),
      Name: execution.name,
      RoleArn: execution.machine.roleArn,
      RedriveCount: execution.redriveCount,
      ...(execution.redrivenAt !== undefined && {
        RedriveTime: new Date(execution.redrivenAt).toISOString(),
      }),
    },
    StateMachine: { Id: execution.machine.arn, Name: execution.machine.name },
    State: {
      Name: state.name,
      EnteredTime: new Date(thread.enteredAt).toISOString(),
      ...(COUNTS_RETRIES.includes(state.type) && { RetryCount: thread.retryCount }),
    },
  };
  const item = enclosingItem(execution, thread);
  if (item !== undefined) context['Map'] = { Item: item };
  if (token !== undefined) context['Task'] = { Token: token };
  return context;
}

/** The item of the nearest Map iteration around a thread. */
function enclosingItem(execution: Execution, thread: Thread): JsonObject | undefined {
  let current: Thread | undefined = thread;
  while (current !== undefined && current.parent !== null) {
    const parent = execution.threads.get(current.parent);
    const items = parent?.branches?.items;
    if (items !== undefined) return { Index: current.index, Value: items[current.index] ?? null };
    current = parent;
  }
  return undefined;
}
