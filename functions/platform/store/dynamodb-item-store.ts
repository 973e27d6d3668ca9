import { randomUUID } from 'node:crypto';

import {
  type DynamoDBClient,
  TransactionCanceledException,
  TransactionInProgressException,
} from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';

import { BusyError, InvalidRequestError, ItemTooLargeError } from '#platform/errors.ts';

import {
  ConditionFailedError,
  type ItemStore,
  type Key,
  type NewItem,
  type Page,
  type QueryOptions,
  type Stored,
  type Write,
} from './item-store.ts';

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

const CONFLICT_ATTEMPTS = 6;
const CONFLICT_BACKOFF_MS = 20;
const DEFAULT_PAGE = 100;

const passingCodes = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

const envelopeSchema = z.object({ pk: z.string(), sk: z.string(), revision: z.int(), body: z.unknown() });
const cursorSchema = z.record(z.string(), z.string());

/** Names of the tables; a function that has nothing to do with the registry has only the first. */
export interface TableNames {
  readonly records: string;
  /** Residents and wanted notices: partitions `REG#…`. */
  readonly registry?: string;
  /** The data keys of these persons: partitions `PERSONKEY#…`. */
  readonly personKeys?: string;
}

/**
 * The store on DynamoDB (or DynamoDB Local): keys `pk` and `sk`, indexes `gsi1` and `gsi2`. Which table a record lies in, its
 * partition says; a transaction may write to all of them.
 */
export class DynamoDbItemStore implements ItemStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #tables: TableNames;
  readonly #sleep: (ms: number) => Promise<void>;

  /** @param tables the tables, or the one in which everything lies */
  constructor(
    client: DynamoDBClient,
    tables: string | TableNames,
    sleep: (ms: number) => Promise<void> = sleepFor,
  ) {
    this.#client = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
    this.#tables =
      typeof tables === 'string' ? { records: tables, registry: tables, personKeys: tables } : tables;
    this.#sleep = sleep;
  }

  async get<T>(key: Key, schema: z.ZodType<T>): Promise<Stored<T> | undefined> {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#tableOf(key.pk), Key: { ...key }, ConsistentRead: true }),
    );
    return Item === undefined ? undefined : readItem(Item, schema);
  }

  query<T>(pk: string, skPrefix: string, schema: z.ZodType<T>, options: QueryOptions = {}): Promise<Page<T>> {
    return this.#page(schema, options, {
      TableName: this.#tableOf(pk),
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': pk, ':prefix': skPrefix },
    });
  }

  queryIndex<T>(
    index: 'gsi1' | 'gsi2',
    pk: string,
    schema: z.ZodType<T>,
    options: QueryOptions = {},
  ): Promise<Page<T>> {
    const upTo = options.upTo;
    return this.#page(schema, options, {
      TableName: this.#tableOf(pk),
      IndexName: index,
      KeyConditionExpression:
        upTo === undefined ? `${index}pk = :pk` : `${index}pk = :pk AND ${index}sk <= :upTo`,
      ExpressionAttributeValues: { ':pk': pk, ...(upTo === undefined ? {} : { ':upTo': upTo }) },
    });
  }

  async transact(writes: readonly Write[]): Promise<void> {
    const TransactItems = writes.map((write) => this.#transactItem(write));
    let ClientRequestToken = randomUUID();
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#client.send(new TransactWriteCommand({ TransactItems, ClientRequestToken }));
        return;
      } catch (error) {
        const underWay = error instanceof TransactionInProgressException;
        if (!underWay && !wasHeldUp(error)) throw translate(error);
        if (attempt === CONFLICT_ATTEMPTS) throw new BusyError();
        // What is still under way is asked for again by its name, or its success would look like somebody else's.
        if (!underWay) ClientRequestToken = randomUUID();
        await this.#sleep(CONFLICT_BACKOFF_MS * 2 ** attempt * Math.random());
      }
    }
  }

  async #page<T>(schema: z.ZodType<T>, options: QueryOptions, input: QueryCommandInput): Promise<Page<T>> {
    const start = options.cursor === undefined ? {} : { ExclusiveStartKey: decodeCursor(options.cursor) };
    const page = new QueryCommand({
      ...input,
      ...start,
      Limit: options.limit ?? DEFAULT_PAGE,
      ScanIndexForward: options.descending !== true,
    });
    const { Items = [], LastEvaluatedKey } = await this.#client.send(page).catch((error: unknown) => {
      throw isForeignCursor(error, options.cursor) ? invalidCursor() : error;
    });
    return {
      items: Items.map((item) => readItem(item, schema)),
      ...(LastEvaluatedKey === undefined ? {} : { cursor: encodeCursor(LastEvaluatedKey) }),
    };
  }

  #tableOf(pk: string): string {
    const { records, registry, personKeys } = this.#tables;
    const table = pk.startsWith('REG#') ? registry : pk.startsWith('PERSONKEY#') ? personKeys : records;
    if (table === undefined) throw new Error('This function has nothing to do with the registry.');
    return table;
  }

  #transactItem(write: Write): TransactItem {
    const TableName = this.#tableOf(keyOf(write).pk);
    const atRevision = (revision: number) => ({
      ConditionExpression: 'revision = :revision',
      ExpressionAttributeValues: { ':revision': revision },
    });
    const absent = { ConditionExpression: 'attribute_not_exists(pk)' };
    switch (write.kind) {
      case 'create':
        return { Put: { TableName, Item: toAttributes(write.item, 1), ...absent } };
      case 'replace':
        return {
          Put: {
            TableName,
            Item: toAttributes(write.item, write.revision + 1),
            ...atRevision(write.revision),
          },
        };
      case 'delete':
        return { Delete: { TableName, Key: { ...write.key }, ...atRevision(write.revision) } };
      case 'check':
        return {
          ConditionCheck: {
            TableName,
            Key: { ...write.key },
            ...(write.revision === 0 ? absent : atRevision(write.revision)),
          },
        };
    }
  }
}

function keyOf(write: Write): Key {
  return 'item' in write ? write.item.key : write.key;
}

function toAttributes(item: NewItem, revision: number): Record<string, unknown> {
  return {
    ...item.key,
    entity: item.entity,
    revision,
    body: item.body,
    ...(item.gsi1 === undefined ? {} : { gsi1pk: item.gsi1.pk, gsi1sk: item.gsi1.sk }),
    ...(item.gsi2 === undefined ? {} : { gsi2pk: item.gsi2.pk, gsi2sk: item.gsi2.sk }),
    ...(item.expiresAt === undefined ? {} : { expiresAt: item.expiresAt }),
  };
}

function readItem<T>(attributes: Record<string, unknown>, schema: z.ZodType<T>): Stored<T> {
  const { pk, sk, revision, body } = envelopeSchema.parse(attributes);
  return { key: { pk, sk }, revision, body: schema.parse(body) };
}

function encodeCursor(key: Record<string, unknown>): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

function decodeCursor(cursor: string): Record<string, string> {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw invalidCursor();
  }
}

function invalidCursor(): InvalidRequestError {
  return new InvalidRequestError([
    { field: 'query.cursor', message: 'is not a cursor that this list has given out' },
  ]);
}

/** DynamoDB refuses a start key of another list with a ValidationException. */
function isForeignCursor(error: unknown, cursor: string | undefined): boolean {
  return cursor !== undefined && error instanceof Error && error.name === 'ValidationException';
}

/** Other transactions held the items, or the table had no room: nothing was written, and it may work in a moment. */
function wasHeldUp(error: unknown): boolean {
  if (!(error instanceof TransactionCanceledException)) return false;
  const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code ?? 'None');
  return codes.some((code) => passingCodes.has(code)) && !codes.includes('ConditionalCheckFailed');
}

function translate(error: unknown): unknown {
  if (error instanceof TransactionCanceledException) {
    const reasons = error.CancellationReasons ?? [];
    if (reasons.some((reason) => isTooLarge(reason.Message))) return new ItemTooLargeError();
    const failed = reasons.flatMap((reason, index) =>
      reason.Code === 'ConditionalCheckFailed' ? [index] : [],
    );
    if (failed.length > 0) return new ConditionFailedError(failed);
  }
  return error instanceof Error && isTooLarge(error.message) ? new ItemTooLargeError() : error;
}

function isTooLarge(message: string | undefined): boolean {
  return message !== undefined && /item size .*exceeded/i.test(message);
}

function sleepFor(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
