import { ServiceError } from './errors.ts';
import type { Execution, StateMachine } from './execution.ts';
import type { JsonValue } from './json.ts';
import { isTooLarge } from './limits.ts';

/** 1 to 80 characters without space, control characters and those that AWS excludes. */
const NAME = /^[^\s\p{Cc}<>{}[\]?*"#%\\^|~`$&,;:/]{1,80}$/u;

/** Makes an execution that has not done anything yet; `inputText` is the JSON text of its input. Throws ServiceError. */
export function newExecution(machine: StateMachine, name: string, inputText: string, now: number): Execution {
  if (!NAME.test(name)) throw new ServiceError('InvalidName', `Invalid Name: '${name}'`);
  return {
    arn: executionArn(machine.arn, name),
    name,
    machine,
    input: parseInput(inputText),
    inputText,
    startedAt: now,
    status: 'RUNNING',
    redriveCount: 0,
    nextThread: 0,
    threads: new Map(),
    history: [],
  };
}

/** The ARN of a machine's execution of a name. */
export function executionArn(machineArn: string, name: string): string {
  return `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
}

function parseInput(text: string): JsonValue {
  try {
    if (!isTooLarge(text)) return JSON.parse(text) as JsonValue;
  } catch (error) {
    throw new ServiceError(
      'InvalidExecutionInput',
      `Invalid State Machine Execution Input: '${String(error)}'`,
    );
  }
  throw new ServiceError(
    'ValidationException',
    "Value at 'input' failed to satisfy constraint: Member must have length less than or equal to 262144",
  );
}

/** The output that a task's token is answered with, checked to be JSON. Throws ServiceError InvalidOutput. */
export function checkOutput(text: string): string {
  try {
    JSON.parse(text);
    if (!isTooLarge(text)) return text;
  } catch (error) {
    throw new ServiceError('InvalidOutput', `Invalid Output: '${String(error)}'`);
  }
  throw new ServiceError('InvalidOutput', 'Invalid Output: it is longer than 262144 bytes');
}
