import type { Definition } from './definition.ts';
import type { HistoryEvent } from './history.ts';
import type { JsonObject, JsonValue } from './json.ts';

/** Where an execution stands, as AWS names it. */
export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** A state machine as it was when an execution of it started; updating the machine leaves its executions alone. */
export interface StateMachine {
  readonly arn: string;
  readonly name: string;
  readonly roleArn: string;
  /** Tells this machine from the same one with another definition or role. */
  readonly revision: string;
  readonly createdAt: number;
  /** The definition's JSON text. */
  readonly source: string;
  readonly definition: Definition;
}

/** What a thread does, or waits for. The first five are taken up at once, the next wait, the last are ends. */
export type Phase =
  | 'select'
  | 'enter'
  | 'run'
  | 'leaving'
  | 'failing'
  | 'invoke'
  | 'callback'
  | 'child'
  | 'timer'
  | 'backoff'
  | 'branches'
  | 'finished'
  | 'failed';

/** How a state failed. */
export interface Failure {
  readonly error?: string;
  readonly cause?: string;
  /** The failure was a heartbeat missed: States.HeartbeatTimeout matches it too. */
  readonly heartbeat?: boolean;
}

/** What a task's token was answered with: the JSON text of its output, or a failure. */
export type TaskOutcome = { readonly output: string } | { readonly failure: Failure };

/** The work of a Task between its scheduling and its end. */
export interface TaskProgress {
  readonly parameters: JsonValue;
  /** The event that scheduled it: tells this attempt from any other of the execution. */
  readonly scheduledId: number;
  readonly token?: string;
  readonly timeoutAt?: number;
  readonly heartbeatSeconds?: number;
  heartbeatAt?: number;
  /** The name under which the execution of a startExecution task is started, the same however often it is called. */
  readonly childName?: string;
  childArn?: string;
  outcome?: TaskOutcome;
}

/** The branches or iterations of a Parallel or Map state, fixed when it starts. */
export interface BranchProgress {
  readonly size: number;
  /** How many run at a time. */
  readonly limit: number;
  /** How many may fail, if the Map says so. */
  readonly toleratedFailures?: number;
  /** The items of a Map. */
  readonly items?: readonly JsonValue[];
  /** The input of each branch of a Parallel. */
  readonly input?: JsonValue;
}

/**
 * A line of states that are run one after the other: the execution itself, a branch of a Parallel or an iteration of
 * a Map. Plain data, so that the journal can keep it; whatever it waits for can be found again from it alone.
 */
export interface Thread {
  readonly id: number;
  /** The thread whose state started this one; null for the execution itself. */
  readonly parent: number | null;
  /** Which branch or iteration of the parent's state this is. */
  readonly index: number;
  readonly scope: number;
  phase: Phase;
  state: string;
  input: JsonValue;
  /** Variables assigned by this thread; those of its parents are visible too. */
  variables: JsonObject;
  /** The last event of this thread. */
  previous: number;
  /** The last event before the current state was entered, and the one that entered it. */
  beforeEntry: number;
  enteredId: number;
  enteredAt: number;
  /** How often each Retrier of the current state was used, and all of them together. */
  attempts: number[];
  retryCount: number;
  /** When a wait or a retry's delay is over. */
  wakeAt?: number;
  task?: TaskProgress;
  branches?: BranchProgress;
  /** What the state worked out, before Assign and Output. */
  result?: JsonValue;
  failure?: Failure;
}

/** An execution: plain data apart from its machine. */
export interface Execution {
  readonly arn: string;
  readonly name: string;
  readonly machine: StateMachine;
  readonly input: JsonValue;
  readonly inputText: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  status: ExecutionStatus;
  stoppedAt?: number;
  outputText?: string;
  failure?: Failure;
  redriveCount: number;
  redrivenAt?: number;
  nextThread: number;
  readonly threads: Map<number, Thread>;
  readonly history: HistoryEvent[];
}
