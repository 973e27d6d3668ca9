import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';

import { countedSchema, type Counted } from '#cli/doctor/price/case-counts.ts';
import type { LocalSystem } from '#local/system/local-system.ts';
import { smsSegments } from '#platform/messages/sms-segments.ts';

import type { CountingDatabase } from './counting-database.ts';

const MEGABYTES_PER_GIGABYTE = 1024;

/** Reads off a running system what AWS would have charged for so far. */
export class Meter {
  readonly #system: LocalSystem;
  readonly #database: CountingDatabase;

  constructor(system: LocalSystem, database: CountingDatabase) {
    this.#system = system;
    this.#database = database;
  }

  /** Everything so far. Its own reading of the table is not counted. */
  async read(): Promise<Counted> {
    await this.#system.settle();
    const units = this.#unitsOfSystem();
    const { transitions, bytes } = await this.#histories();
    const before = this.#database.units.readUnits;
    const { storedBytes, topicPublishes } = await this.#table();
    this.#ownReads += this.#database.units.readUnits - before;
    const messages = this.#system.outbox.messages;
    const functions = this.#system.functionUsage;
    return {
      ...units,
      transitions,
      invocations: sum(functions.map(({ invocations }) => invocations)),
      gigabyteSeconds: sum(
        functions.map(
          ({ memoryMegabytes, milliseconds }) =>
            (memoryMegabytes / MEGABYTES_PER_GIGABYTE) * (milliseconds / 1000),
        ),
      ),
      apiRequests: sum([...this.#system.accessLog.countByStatus.values()]),
      topicPublishes,
      emails: messages.filter(({ channel }) => channel === 'email').length,
      smsSegments: sum(
        messages.filter(({ channel }) => channel === 'sms').map(({ text }) => smsSegments(text).segments),
      ),
      storedBytes,
      // The state machines' own log holds their history, once more.
      logBytes: bytes + this.#logBytes(),
    };
  }

  #ownReads = 0;

  #unitsOfSystem(): Pick<Counted, 'readUnits' | 'writeUnits'> {
    const { readUnits, writeUnits } = this.#database.units;
    return { readUnits: readUnits - this.#ownReads, writeUnits };
  }

  async #histories(): Promise<{ readonly transitions: number; readonly bytes: number }> {
    const { engine } = this.#system;
    let [transitions, bytes, nextToken] = [0, 0, undefined as string | undefined];
    do {
      const page = await engine.listExecutions(nextToken === undefined ? {} : { nextToken });
      for (const { executionArn } of page.executions) {
        const events = await this.#events(executionArn);
        transitions += transitionsOf(events.map(({ type }) => type));
        bytes += Buffer.byteLength(JSON.stringify(events));
      }
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return { transitions, bytes };
  }

  async #events(executionArn: string): Promise<{ readonly type: string }[]> {
    const events: { readonly type: string }[] = [];
    let nextToken: string | undefined;
    do {
      const page = await this.#system.engine.getExecutionHistory({
        executionArn,
        maxResults: 1000,
        ...(nextToken === undefined ? {} : { nextToken }),
      });
      events.push(...page.events);
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return events;
  }

  async #table(): Promise<{ readonly storedBytes: number; readonly topicPublishes: number }> {
    const { environment, credentials, tableNames } = this.#system;
    const client = new DynamoDBClient({
      endpoint: environment.awsUrl,
      region: environment.region,
      credentials,
    });
    let [storedBytes, topicPublishes] = [0, 0];
    for (const TableName of tableNames)
      for await (const { Items = [] } of paginateScan(
        { client: DynamoDBDocumentClient.from(client) },
        { TableName, ConsistentRead: true },
      )) {
        storedBytes += sum(Items.map((item) => Buffer.byteLength(JSON.stringify(item))));
        topicPublishes += Items.filter(isTopicPublish).length;
      }
    client.destroy();
    return { storedBytes, topicPublishes };
  }

  #logBytes(): number {
    const { logDirectory } = this.#system;
    return sum(readdirSync(logDirectory).map((name) => statSync(join(logDirectory, name)).size));
  }
}

/** What was counted between two readings, less what would have happened anyway. */
export function difference(
  after: Counted,
  before: Counted,
  idle?: { perMinute: Counted; minutes: number },
): Counted {
  return overFields((field) => {
    const anyway = idle === undefined ? 0 : idle.perMinute[field] * idle.minutes;
    return Math.max(0, after[field] - before[field] - anyway);
  });
}

/** A part of what was counted. */
export function share(counted: Counted, divisor: number): Counted {
  return overFields((field) => counted[field] / divisor);
}

function overFields(value: (field: keyof Counted) => number): Counted {
  const rounded = (field: keyof Counted) => Number(value(field).toFixed(4));
  return countedSchema.parse(
    Object.fromEntries(countedSchema.keyof().options.map((field) => [field, rounded(field)])),
  );
}

/** States entered, attempts beyond the first of a task, and the end. */
function transitionsOf(types: readonly string[]): number {
  const count = (pattern: RegExp) => types.filter((type) => pattern.test(type)).length;
  const repeated = count(/^(?:LambdaFunction|Task)Scheduled$/) - count(/^TaskStateEntered$/);
  return count(/StateEntered$/) + Math.max(0, repeated) + 1;
}

function isTopicPublish(item: Record<string, unknown>): boolean {
  const body: unknown = item['body'];
  return (
    item['entity'] === 'delivery' &&
    typeof body === 'object' &&
    body !== null &&
    'channel' in body &&
    body.channel === 'topic' &&
    'outcome' in body &&
    body.outcome === 'published'
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
