import type { Template } from './template.ts';

/** A state machine's definition, checked and compiled. */
export interface Definition {
  /** Every set of states: the machine's own first, then those of its Map and Parallel states; a scope's `id` is its index. */
  readonly scopes: readonly Scope[];
  /** How long an execution may take; unlimited if undefined. */
  readonly timeoutSeconds: number | undefined;
}

/** States that run one after the other: the machine itself, a branch of a Parallel, the processor of a Map. */
export interface Scope {
  readonly id: number;
  /** What messages call it. */
  readonly where: string;
  readonly startAt: string;
  readonly states: ReadonlyMap<string, State>;
}

/** Any state. */
export type State =
  PassState | TaskState | ChoiceState | WaitState | SucceedState | FailState | ParallelState | MapState;

interface Named {
  readonly name: string;
}

interface Producing extends Named {
  readonly assign: Template | undefined;
  readonly output: Template | undefined;
}

interface Continuing extends Producing {
  /** The next state; undefined where the state ends its scope. */
  readonly next: string | undefined;
}

/** States whose failure can be retried and caught. */
interface Failing extends Continuing {
  readonly retry: readonly Retrier[];
  readonly catch: readonly Catcher[];
}

export interface PassState extends Continuing {
  readonly type: 'Pass';
}

export interface WaitState extends Continuing {
  readonly type: 'Wait';
  readonly seconds: Template | undefined;
  readonly timestamp: Template | undefined;
}

export interface SucceedState extends Named {
  readonly type: 'Succeed';
  readonly output: Template | undefined;
}

export interface FailState extends Named {
  readonly type: 'Fail';
  readonly error: Template | undefined;
  readonly cause: Template | undefined;
}

/** One rule of a Choice. */
export interface ChoiceRule {
  readonly condition: Template;
  readonly next: string;
  readonly assign: Template | undefined;
  readonly output: Template | undefined;
}

export interface ChoiceState extends Producing {
  readonly type: 'Choice';
  readonly rules: readonly ChoiceRule[];
  readonly default: string | undefined;
}

export interface TaskState extends Failing {
  readonly type: 'Task';
  readonly resource: TaskResource;
  readonly arguments: Template | undefined;
  readonly timeoutSeconds: Template | undefined;
  readonly heartbeatSeconds: Template | undefined;
}

export interface ParallelState extends Failing {
  readonly type: 'Parallel';
  readonly arguments: Template | undefined;
  readonly branches: readonly Scope[];
}

export interface MapState extends Failing {
  readonly type: 'Map';
  readonly items: Template | undefined;
  readonly itemSelector: Template | undefined;
  readonly maxConcurrency: Template | undefined;
  readonly toleratedFailureCount: Template | undefined;
  readonly toleratedFailurePercentage: Template | undefined;
  readonly processor: Scope;
}

/** What a Task calls: a function by its ARN, or an action of a service. */
export type TaskResource =
  | { readonly kind: 'function'; readonly functionArn: string }
  | {
      readonly kind: 'action';
      readonly service: 'lambda' | 'sns' | 'dynamodb' | 'states';
      /** As in the resource's ARN: `invoke`, `publish`, `getItem`, `startExecution`. */
      readonly action: string;
      readonly pattern: 'request' | 'callback' | 'sync' | 'sync:2';
      /** The action with its pattern, as the history names it: `invoke.waitForTaskToken`. */
      readonly name: string;
    };

/** One entry of Retry, with the defaults filled in. Times are in seconds. */
export interface Retrier {
  readonly errors: readonly string[];
  readonly interval: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelay: number | undefined;
  readonly fullJitter: boolean;
}

/** One entry of Catch. */
export interface Catcher {
  readonly errors: readonly string[];
  readonly next: string;
  readonly assign: Template | undefined;
  readonly output: Template | undefined;
}
