import type { Clock } from './clock.ts';
import type { ExecutionRun } from './execution-run.ts';
import type { ExpressionCompiler } from './expression.ts';
import type { Integrations } from './integrations.ts';
import type { Journal } from './journal.ts';
import type { JsonValue } from './json.ts';

/** The name, input and machine of an execution to start, as StartExecution takes them. */
export interface StartRequest {
  readonly stateMachineArn: string;
  readonly name?: string;
  /** JSON text; `{}` unless given. */
  readonly input?: string;
}

/** What an execution of an engine shares with all others. */
export interface RuntimeOptions {
  readonly clock: Clock;
  readonly integrations: Integrations;
  readonly compiler: ExpressionCompiler;
  readonly region: string;
  /** The AWS account that ARNs name. */
  readonly account: string;
  /** A random number in [0, 1). */
  readonly random: () => number;
  /** Starts an execution on behalf of a Task. Throws ServiceError. */
  readonly startChild: (request: StartRequest) => ExecutionRun;
  readonly findRun: (executionArn: string) => ExecutionRun | undefined;
}

/** A task that waits for its token. */
export interface TokenHolder {
  readonly run: ExecutionRun;
  readonly threadId: number;
}

/** What the executions of an engine share: its clock, its integrations, its journal, its open tokens. */
export class Runtime {
  readonly clock: Clock;
  readonly integrations: Integrations;
  readonly compiler: ExpressionCompiler;
  readonly region: string;
  readonly account: string;
  readonly random: () => number;
  readonly startChild: (request: StartRequest) => ExecutionRun;
  readonly findRun: (executionArn: string) => ExecutionRun | undefined;
  /** Where executions are kept; nowhere if undefined. */
  journal: Journal | undefined;
  /** Tokens of the tasks that wait for them. */
  readonly tokens = new Map<string, TokenHolder>();
  #busy = 0;
  #settled: (() => void)[] = [];

  constructor(options: RuntimeOptions) {
    this.clock = options.clock;
    this.integrations = options.integrations;
    this.compiler = options.compiler;
    this.region = options.region;
    this.account = options.account;
    this.random = options.random;
    this.startChild = options.startChild;
    this.findRun = options.findRun;
  }

  /** Counts one more piece of work that will end by itself: a runnable step or a call in flight. */
  begin(): void {
    this.#busy += 1;
  }

  /** Counts one less; the last one releases those who wait for `settle`. */
  end(): void {
    this.#busy -= 1;
    if (this.#busy > 0) return;
    const settled = this.#settled;
    this.#settled = [];
    for (const resolve of settled) resolve();
  }

  /** Resolves when nothing runs: only timers, tokens and child executions are waited for. */
  settle(): Promise<void> {
    if (this.#busy === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#settled.push(resolve);
    });
  }

  /** Resolves when everything told to the journal so far is on disk; at once without a journal. */
  async saved(): Promise<void> {
    await this.journal?.flushed();
  }
}

/** A JSON value of what an integration answered. Throws TypeError if JSON cannot express it. */
export function answerToJson(answer: unknown): JsonValue {
  if (answer === undefined) return null;
  const text = JSON.stringify(answer, (_key, value: unknown) =>
    typeof value === 'bigint' ? Number(value) : value,
  );
  return text === undefined ? null : (JSON.parse(text) as JsonValue);
}
