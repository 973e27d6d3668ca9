import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { StateMachineEngine } from '@border815/engine';

import type { AccessLog } from '#local/http-api/access-log.ts';
import type { FunctionUsage } from '#local/lambda/local-function.ts';
import type { DevelopmentIssuer } from '#local/issuer/issuer.ts';
import type { Outbox } from '#local/outbox/outbox.ts';
import type { Queues } from '#local/sqs/queues.ts';
import type { Synthesised } from '#local/synthesise.ts';
import type { Credentials } from '#local/system/credentials.ts';
import type { Ground } from '#local/system/ground.ts';
import { openParts, type SystemParts } from '#local/system/system-parts.ts';
import type { LocalEnvironment } from '#local/template/environment.ts';
import type { TemplateGraph } from '#local/template/template-graph.ts';

/** A running local system. */
export class LocalSystem {
  readonly #ground: Ground;
  readonly #parts: SystemParts;
  #closing: Promise<void> | undefined;

  private constructor(ground: Ground, parts: SystemParts) {
    this.#ground = ground;
    this.#parts = parts;
  }

  /**
   * Runs the templates on what `ground` offers.
   * @throws TemplateError, DefinitionError or JavaMissingError saying what cannot be run
   */
  static async start(ground: Ground, synthesised: Synthesised): Promise<LocalSystem> {
    return new LocalSystem(ground, await openParts(ground, synthesised));
  }

  /** Address of the HTTP API, without a slash at the end. */
  get url(): string {
    return this.#ground.environment.apiUrl;
  }

  /** Region, account and addresses; `environment.awsUrl` is for AWS's SDK and CLI. */
  get environment(): LocalEnvironment {
    return this.#ground.environment;
  }

  /** What calls to `environment.awsUrl` are signed with. */
  get credentials(): Credentials {
    return this.#ground.credentials;
  }

  /** The identity provider that stands in for the real one. */
  get issuer(): DevelopmentIssuer {
    return this.#ground.issuer;
  }

  /** The templates that are run. */
  get graph(): TemplateGraph {
    return this.#parts.graph;
  }

  /** What telephones and mailboxes received. */
  get outbox(): Outbox {
    return this.#parts.outbox;
  }

  /** The queues and what is in them. */
  get queues(): Queues {
    return this.#parts.queues;
  }

  /** Answers of the HTTP API, counted by status. */
  get accessLog(): AccessLog {
    return this.#parts.accessLog;
  }

  /** What each function was used for so far. */
  get functionUsage(): readonly FunctionUsage[] {
    return this.#parts.functions.usage;
  }

  /** The state machines and their executions. */
  get engine(): StateMachineEngine {
    return this.#parts.engine;
  }

  /** Directory of the log files: one per function, and the access log. */
  get logDirectory(): string {
    return this.#ground.logs.path;
  }

  /** Directory of everything the system writes; removed at the end when the data is not kept. */
  get directory(): string {
    return this.#ground.directory.path;
  }

  /** Names of the tables of the templates, for looking into them through `environment.awsUrl`. */
  get tableNames(): readonly string[] {
    return this.#parts.tables.map(({ name }) => name);
  }

  /** Process id of the local database; undefined when a shared one is used. */
  get databasePid(): number | undefined {
    return this.#parts.database.pid;
  }

  /** Milliseconds since the epoch, by the system's clock. */
  now(): number {
    return this.#ground.clock.now();
  }

  /** Invokes a function of the templates by name or ARN. @throws TemplateError when there is none */
  invoke(
    functionName: string,
    event: unknown,
  ): ReturnType<ReturnType<SystemParts['functions']['get']>['invoke']> {
    return this.#parts.functions.get(functionName, 'caller').invoke(event);
  }

  /**
   * From now on the HTTP API answers as these templates have it, like after an update of the stacks that changes nothing
   * but the API. @throws TemplateError
   */
  updateApi(templates: Synthesised['templates']): void {
    this.#parts.updateApi(templates);
  }

  /**
   * Lets `ms` milliseconds pass on the system's clock. A virtual clock is turned from timer to timer, and executions,
   * invocations and streams are settled at each; other clocks are waited for.
   */
  advance(ms: number): Promise<void> {
    return this.#ground.clock.advance(ms, () => this.#settle());
  }

  /**
   * Resolves when nothing is under way, every stream is read and the logs are written: only timers and people are
   * waited for.
   */
  async settle(): Promise<void> {
    await (this.#ground.clock.virtual ? this.advance(0) : this.#settle());
    await this.#ground.logs.written();
  }

  /** Stops everything that was started. Kept data stays; a second call waits for the first. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #settle(): Promise<void> {
    const { activity, engine, streams } = this.#parts;
    for (let before = -1; before !== activity.happened;) {
      before = activity.happened;
      await engine.settle();
      await activity.idle();
      await streams.drained();
    }
  }

  async #close(): Promise<void> {
    const { asynchronous, database, dynamodb, engine, functions, rules, streams } = this.#parts;
    rules.close();
    asynchronous.close();
    // The engine first: what it waits for must not be written down as failed because the functions are stopped.
    await engine.close();
    const drained = streams.close();
    await functions.close();
    await drained;
    if (database.shared) await this.#dropTables(this.tableNames);
    dynamodb.close();
    await this.#ground.close();
  }

  async #dropTables(names: readonly string[]): Promise<void> {
    const { region } = this.environment;
    const { endpoint } = this.#parts.database;
    const client = new DynamoDBClient({ endpoint, region, credentials: this.credentials });
    await Promise.all(names.map((name) => client.send(new DeleteTableCommand({ TableName: name }))));
    client.destroy();
  }
}
