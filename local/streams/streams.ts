import type { DatabaseCaller } from '#local/dynamodb/database-caller.ts';
import { StreamClient } from '#local/dynamodb/stream-client.ts';
import type { LocalTable } from '#local/dynamodb/tables.ts';
import type { TemplateFunctions } from '#local/lambda/template-functions.ts';
import type { Queues } from '#local/sqs/queues.ts';
import { streamMapping } from '#local/streams/event-source-mapping.ts';
import { PositionFile } from '#local/streams/position-file.ts';
import { StreamPump } from '#local/streams/stream-pump.ts';
import { StreamReader } from '#local/streams/stream-reader.ts';
import type { DataDirectory } from '#local/system/data-directory.ts';
import type { SystemClock } from '#local/system/system-clock.ts';
import { localArn } from '#local/template/environment.ts';
import type { Resource } from '#local/template/resource.ts';
import type { TemplateGraph } from '#local/template/template-graph.ts';
import { TemplateError } from '#local/template/template-error.ts';

/** What the streams of the templates need from the system. */
export interface StreamSurroundings {
  readonly graph: TemplateGraph;
  readonly tables: readonly LocalTable[];
  readonly functions: TemplateFunctions;
  readonly queues: Queues;
  readonly clock: SystemClock;
  readonly call: DatabaseCaller;
  readonly directory: DataDirectory;
  /** Takes what went wrong in reading. */
  readonly report: (error: unknown) => void;
}

/** How often streams are looked at although nothing was written through this system, in milliseconds. */
const lookInterval = 2000;

/** The streams of the templates with the functions that read them. */
export class Streams {
  readonly #pumps: readonly StreamPump[];
  readonly #look: NodeJS.Timeout;

  private constructor(pumps: readonly StreamPump[]) {
    this.#pumps = pumps;
    // Whoever writes to the database directly, beside this system, is heard a little later; iterators stay fresh too.
    this.#look = setInterval(() => this.poke(), lookInterval);
    this.#look.unref();
  }

  /** Opens every stream where it was left, or at its start. @throws TemplateError for a mapping that cannot be run */
  static async open(surroundings: StreamSurroundings): Promise<Streams> {
    const mappings = surroundings.graph.ofType('AWS::Lambda::EventSourceMapping');
    const pumps = await Promise.all(mappings.map((resource) => openPump(resource, surroundings)));
    return new Streams(pumps.flat());
  }

  /** Something was written: every stream is read. */
  poke(): void {
    for (const pump of this.#pumps) pump.poke();
  }

  /** Resolves when everything written so far has been handed over, or waits for its retry. */
  async drained(): Promise<void> {
    await Promise.all(this.#pumps.map((pump) => pump.drained()));
  }

  /** Stops reading. */
  async close(): Promise<void> {
    clearInterval(this.#look);
    await Promise.all(this.#pumps.map((pump) => pump.close()));
  }
}

async function openPump(resource: Resource, surroundings: StreamSurroundings): Promise<StreamPump[]> {
  const { call, clock, directory, functions, graph, queues, report, tables } = surroundings;
  const mapping = streamMapping(resource);
  if (mapping === undefined) return [];
  const table = tables.find(({ streamArn }) => streamArn === mapping.streamArn);
  if (table?.localStreamArn === undefined) {
    throw new TemplateError(`The ${resource.subject} reads the stream of a table that has none.`);
  }
  const target = functions.get(mapping.functionName, resource.subject);
  // A failure must not be lost for want of a queue.
  if (mapping.onFailure !== undefined) queues.get(mapping.onFailure);
  const { environment } = graph;
  const reader = new StreamReader(
    new StreamClient(call),
    table.localStreamArn,
    mapping.startingPosition,
    new PositionFile(directory.keptAt('streams', `${mapping.name}.json`)),
  );
  await reader.open();
  const targetArn = localArn(environment, 'lambda', `function:${target.name}`);
  return [
    new StreamPump({ mapping, reader, target, targetArn, region: environment.region, queues, clock, report }),
  ];
}
