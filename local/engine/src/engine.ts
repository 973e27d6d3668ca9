import { createHash, randomUUID } from 'node:crypto';
import type { Clock } from './clock.ts';
import { JournalError, DefinitionError, ServiceError } from './errors.ts';
import { isForgotten, shortestJournal } from './shortest-journal.ts';
import { describeExecution, listItem } from './execution-description.ts';
import type { ExecutionDescription, ExecutionListItem } from './execution-description.ts';
import type { StateMachine } from './execution.ts';
import { ExecutionRun } from './execution-run.ts';
import { ExpressionCompiler } from './expression.ts';
import { renderEvent } from './history.ts';
import type { WireHistoryEvent } from './history.ts';
import type { Integrations } from './integrations.ts';
import { Journal } from './journal.ts';
import { machineEntry, replayEntries } from './journal-entry.ts';
import type { JournalEntry, KeptMachine, Replayed } from './journal-entry.ts';
import { jsonText } from './json-text.ts';
import type { JsonValue } from './json.ts';
import { cutPage } from './page.ts';
import type { PageRequest } from './page.ts';
import { parseDefinition } from './parse-definition.ts';
import { redrive, redriveObstacle } from './redrive.ts';
import { resumeExecution } from './resume-execution.ts';
import { Runtime } from './runtime.ts';
import type { StartRequest } from './runtime.ts';
import { checkOutput, executionArn, newExecution } from './start-execution.ts';
import { answerTask, heartbeatTask } from './task-callbacks.ts';
import { handleWireRequest } from './wire-protocol.ts';
import type { WireRequest, WireResponse } from './wire-protocol.ts';

/** What an engine needs of its surroundings. */
export interface EngineOptions {
  readonly clock: Clock;
  readonly integrations: Integrations;
  /** Where executions are kept, so that they go on after the process has died; they are kept nowhere unless given. */
  readonly journalDirectory?: string | undefined;
  /**
   * Told when the journal cannot be written any more. By then nothing happens any more: what went on in memory alone would
   * be undone at the next start. Unless given, the error is thrown where nobody catches it, which ends the process.
   */
  readonly onBroken?: (error: JournalError) => void;
  readonly region: string;
  /** The twelve digits of the AWS account that ARNs name. */
  readonly account: string;
  /** A random number in [0, 1), for jitter and `$random`. */
  readonly random?: () => number;
}

/** A state machine to run. */
export interface StateMachineRequest {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** In the Amazon States Language, as an object or as JSON text. */
  readonly definition: unknown;
  readonly type: 'STANDARD';
}

/** What DescribeStateMachine tells of a state machine. */
export interface StateMachineDescription {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: 'ACTIVE';
  readonly definition: string;
  readonly roleArn: string;
  readonly type: 'STANDARD';
  readonly creationDate: Date;
  readonly revisionId: string;
}

/**
 * Runs JSONata state machines as AWS Step Functions does.
 *
 * @example
 * const engine = await StateMachineEngine.open({ clock: new RealClock(), integrations, region, account });
 * await engine.createStateMachine({ name, arn, roleArn, definition, type: 'STANDARD' });
 * const { executionArn } = await engine.startExecution({ stateMachineArn: arn, input: '{"caseId":"MP1"}' });
 */
export class StateMachineEngine {
  readonly #clock: Clock;
  readonly #runtime: Runtime;
  readonly #compiler: ExpressionCompiler;
  readonly #machines = new Map<string, StateMachine>();
  readonly #runs = new Map<string, ExecutionRun>();
  #closed: Promise<void> | undefined;
  #broken: JournalError | undefined;

  private constructor(options: EngineOptions, compiler: ExpressionCompiler) {
    this.#clock = options.clock;
    this.#compiler = compiler;
    this.#runtime = new Runtime({
      clock: options.clock,
      integrations: options.integrations,
      compiler,
      region: options.region,
      account: options.account,
      random: options.random ?? Math.random,
      startChild: (request) => this.#start(request),
      findRun: (arn) => this.#runs.get(arn),
    });
  }

  /**
   * Opens an engine. With a journal, its executions are known again and go on at once where they were: integrations
   * must be ready to be called. Throws JournalError if the journal is damaged.
   */
  static async open(options: EngineOptions): Promise<StateMachineEngine> {
    const { clock, journalDirectory, random = Math.random } = options;
    const compiler = new ExpressionCompiler({ now: () => clock.now(), random });
    if (journalDirectory === undefined) return new StateMachineEngine(options, compiler);
    const compile = (kept: KeptMachine): StateMachine => compileMachine(kept, compiler);
    const replayed = replayEntries(await Journal.read(journalDirectory), compile);
    const engine = new StateMachineEngine(options, compiler);
    engine.#adopt(replayed);
    engine.#runtime.journal = await Journal.open(journalDirectory, () => engine.#shortestJournal(), {
      onBroken: (cause) => engine.#break(journalDirectory, cause, options.onBroken ?? endProcess),
    });
    for (const run of engine.#runs.values()) if (run.execution.status === 'RUNNING') resumeExecution(run);
    return engine;
  }

  #adopt(replayed: Replayed): void {
    for (const [arn, machine] of replayed.machines) this.#machines.set(arn, machine);
    for (const [arn, execution] of replayed.executions) {
      if (isForgotten(execution, this.#clock.now())) continue;
      this.#runs.set(arn, new ExecutionRun(execution, this.#runtime, execution.history.length));
    }
  }

  #shortestJournal(): Iterable<JournalEntry> {
    // What a run has not told the journal yet counts as told, since its execution is.
    for (const run of this.#runs.values()) run.save();
    return shortestJournal(
      [...this.#runs.values()].map(({ execution }) => execution),
      [...this.#machines.values()],
    );
  }

  /**
   * Makes a state machine known, or replaces the one of this ARN; its running executions go on as they started.
   * Throws DefinitionError naming the state and field of everything that cannot be run.
   */
  async createStateMachine(request: StateMachineRequest): Promise<void> {
    const source =
      typeof request.definition === 'string' ? request.definition : JSON.stringify(request.definition);
    const { arn, name, roleArn } = request;
    const revision = createHash('sha256')
      .update(jsonText([arn, roleArn, source]))
      .digest('hex')
      .slice(0, 32);
    if (this.#machines.get(arn)?.revision === revision) return;
    const kept = { arn, name, roleArn, revision, createdAt: this.#clock.now(), source };
    const machine = compileMachine(kept, this.#compiler);
    this.#machines.set(arn, machine);
    this.#runtime.journal?.append(machineEntry(machine));
    await this.#runtime.saved();
  }

  /** Starts an execution; it is on disk when this resolves. The same name and input again give the same execution. Throws ServiceError. */
  async startExecution(request: StartRequest): Promise<{ executionArn: string; startDate: Date }> {
    const { execution } = this.#start(request);
    await this.#runtime.saved();
    return { executionArn: execution.arn, startDate: new Date(execution.startedAt) };
  }

  #start(request: StartRequest): ExecutionRun {
    if (this.#broken !== undefined) throw this.#broken;
    const machine = this.#machine(request.stateMachineArn);
    const { name = randomUUID(), input = '{}' } = request;
    const known = this.#runs.get(executionArn(machine.arn, name));
    if (known !== undefined) {
      const { arn, status, inputText } = known.execution;
      if (status === 'RUNNING' && inputText === input) return known;
      throw new ServiceError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    }
    const run = new ExecutionRun(newExecution(machine, name, input, this.#clock.now()), this.#runtime);
    this.#runs.set(run.execution.arn, run);
    run.start();
    return run;
  }

  /** Throws ServiceError ExecutionDoesNotExist. */
  async describeExecution(request: { executionArn: string }): Promise<ExecutionDescription> {
    const { execution } = this.#run(request.executionArn);
    return describeExecution(execution, redriveObstacle(execution, this.#clock.now()));
  }

  /** The events of an execution, up to 1,000 at a time. Throws ServiceError. */
  async getExecutionHistory(
    request: { executionArn: string; reverseOrder?: boolean; includeExecutionData?: boolean } & PageRequest,
  ): Promise<{ events: WireHistoryEvent[]; nextToken?: string }> {
    const { history } = this.#run(request.executionArn).execution;
    const ordered = request.reverseOrder === true ? history.toReversed() : history;
    const { items, ...next } = cutPage(ordered, request, 1000);
    return { events: items.map((event) => renderEvent(event, request.includeExecutionData)), ...next };
  }

  /** The executions of a state machine, or of all, newest first, up to 1,000 at a time. Throws ServiceError. */
  async listExecutions(
    request: { stateMachineArn?: string; statusFilter?: string } & PageRequest = {},
  ): Promise<{ executions: ExecutionListItem[]; nextToken?: string }> {
    const { stateMachineArn, statusFilter } = request;
    if (stateMachineArn !== undefined) this.#machine(stateMachineArn);
    const found = [...this.#runs.values()]
      .map(({ execution }) => execution)
      .filter(({ machine }) => stateMachineArn === undefined || machine.arn === stateMachineArn)
      .filter(({ status }) => statusFilter === undefined || status === statusFilter)
      .toReversed();
    const { items, ...next } = cutPage(found, request, 1000);
    return { executions: items.map(listItem), ...next };
  }

  /** Ends a running execution as ABORTED; does nothing to one that has ended. Throws ServiceError. */
  async stopExecution(request: {
    executionArn: string;
    error?: string;
    cause?: string;
  }): Promise<{ stopDate: Date }> {
    const run = this.#run(request.executionArn);
    run.abort({
      ...(request.error !== undefined && { error: request.error }),
      ...(request.cause !== undefined && { cause: request.cause }),
    });
    await this.#runtime.saved();
    return { stopDate: new Date(run.execution.stoppedAt ?? this.#clock.now()) };
  }

  /** Starts an execution that did not succeed again where it ended. Throws ServiceError. */
  async redriveExecution(request: { executionArn: string }): Promise<{ redriveDate: Date }> {
    const run = this.#run(request.executionArn);
    const obstacle = redriveObstacle(run.execution, this.#clock.now());
    if (obstacle !== undefined) throw new ServiceError('ExecutionNotRedrivable', obstacle);
    redrive(run);
    await this.#runtime.saved();
    return { redriveDate: new Date(run.execution.redrivenAt ?? this.#clock.now()) };
  }

  /** Ends the task that waits for a token. `output` is JSON text. Throws ServiceError for a token that is closed or unknown. */
  async sendTaskSuccess(request: { taskToken: string; output: string }): Promise<void> {
    answerTask(this.#runtime, request.taskToken, { output: checkOutput(request.output) });
    await this.#runtime.saved();
  }

  /** Fails the task that waits for a token. Throws ServiceError for a token that is closed or unknown. */
  async sendTaskFailure(request: { taskToken: string; error?: string; cause?: string }): Promise<void> {
    const { taskToken, error, cause } = request;
    answerTask(this.#runtime, taskToken, {
      failure: { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) },
    });
    await this.#runtime.saved();
  }

  /** Tells that the work a token stands for goes on. Throws ServiceError for a token that is closed or unknown. */
  async sendTaskHeartbeat(request: { taskToken: string }): Promise<void> {
    heartbeatTask(this.#runtime, request.taskToken);
    await this.#runtime.saved();
  }

  /** Throws ServiceError StateMachineDoesNotExist. */
  async describeStateMachine(request: { stateMachineArn: string }): Promise<StateMachineDescription> {
    const { arn, name, source, roleArn, createdAt, revision } = this.#machine(request.stateMachineArn);
    const kept = { name, status: 'ACTIVE', definition: source, roleArn, type: 'STANDARD' } as const;
    return { stateMachineArn: arn, ...kept, creationDate: new Date(createdAt), revisionId: revision };
  }

  /** All state machines, up to 1,000 at a time. Throws ServiceError. */
  async listStateMachines(request: PageRequest = {}): Promise<{
    stateMachines: { stateMachineArn: string; name: string; type: 'STANDARD'; creationDate: Date }[];
    nextToken?: string;
  }> {
    const { items, ...next } = cutPage([...this.#machines.values()], request, 1000);
    const stateMachines = items.map(({ arn, name, createdAt }) => ({
      stateMachineArn: arn,
      name,
      type: 'STANDARD' as const,
      creationDate: new Date(createdAt),
    }));
    return { stateMachines, ...next };
  }

  /** Answers a request of Step Functions' own protocol, AWS JSON 1.0. Never rejects. */
  handleRequest(request: WireRequest): Promise<WireResponse> {
    return handleWireRequest(this, request);
  }

  /** Resolves when nothing runs and no integration is being called: only timers, tokens and child executions are waited for. */
  settle(): Promise<void> {
    return this.#runtime.settle();
  }

  /** Stops: nothing happens any more, and what the journal was told is on disk. Executions stay as they are. */
  close(): Promise<void> {
    for (const run of this.#runs.values()) run.suspend();
    this.#closed ??= this.#runtime.journal?.close() ?? Promise.resolve();
    return this.#closed;
  }

  #break(directory: string, cause: unknown, tell: (error: JournalError) => void): void {
    for (const run of this.#runs.values()) run.suspend();
    this.#broken = new JournalError(`The journal in ${directory} cannot be written any more.`, { cause });
    tell(this.#broken);
  }

  #machine(arn: string): StateMachine {
    const machine = this.#machines.get(arn);
    if (machine !== undefined) return machine;
    checkArn(arn, 'stateMachine');
    throw new ServiceError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  }

  #run(arn: string): ExecutionRun {
    const run = this.#runs.get(arn);
    if (run !== undefined) return run;
    checkArn(arn, 'execution');
    throw new ServiceError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  }
}

/** Throws ServiceError InvalidArn for what cannot be the ARN of a state machine or an execution. */
function checkArn(arn: string, kind: 'stateMachine' | 'execution'): void {
  const [prefix, partition, service, , account, type] = arn.split(':');
  const isStates = prefix === 'arn' && partition?.startsWith('aws') === true && service === 'states';
  if (isStates && /^\d{12}$/.test(account ?? '') && type === kind) return;
  throw new ServiceError('InvalidArn', `Invalid Arn: '${arn}' is not the ARN of a ${kind}`);
}

/** Throws DefinitionError. */
function compileMachine(kept: KeptMachine, compiler: ExpressionCompiler): StateMachine {
  return { ...kept, definition: parseDefinition(kept.name, parseSource(kept), compiler) };
}

function parseSource({ name, source }: KeptMachine): JsonValue {
  try {
    return JSON.parse(source) as JsonValue;
  } catch (error) {
    throw new DefinitionError(name, [`the definition is not JSON: ${String(error)}`]);
  }
}

/** Throws where nobody catches it: the process says why, and ends. */
function endProcess(error: JournalError): void {
  queueMicrotask(() => {
    throw error;
  });
}
