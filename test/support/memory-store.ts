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
} from '#platform/store/item-store.ts';

/** What DynamoDB allows. */
const LARGEST_ITEM_BYTES = 409_600;
const MOST_WRITES = 100;
const DEFAULT_PAGE = 100;

const positionSchema = z.object({ pk: z.string(), sk: z.string(), sort: z.string() });
type Position = z.infer<typeof positionSchema>;

interface Row {
  readonly item: NewItem;
  readonly revision: number;
  /** The body as JSON: what is read is never what was written, but a copy. */
  readonly text: string;
}

/** Where others come in between, and when they keep the items busy. */
export interface Interference {
  /** Awaited before every read and every commit: whoever schedules it decides who comes first. */
  readonly pause?: () => Promise<void>;
  /** Asked before every commit; true: other transactions hold the items. */
  readonly isBusy?: () => boolean;
}

/**
 * The store in memory, by the same contract as the one on DynamoDB: for tests that need thousands of cases, and every order
 * in which commands may meet.
 */
export class MemoryStore implements ItemStore {
  readonly #partitions = new Map<string, Map<string, Row>>();
  readonly #pause: () => Promise<void>;
  readonly #isBusy: () => boolean;

  constructor({ pause = async () => undefined, isBusy = () => false }: Interference = {}) {
    this.#pause = pause;
    this.#isBusy = isBusy;
  }

  /** A store of its own that begins with what this one holds now. */
  copy(interference: Interference = {}): MemoryStore {
    const copy = new MemoryStore(interference);
    for (const [pk, partition] of this.#partitions) copy.#partitions.set(pk, new Map(partition));
    return copy;
  }

  /** Everything that lies here, to be searched for what must not. */
  items(): NewItem[] {
    return [...this.#partitions.values()].flatMap((rows) => [...rows.values()].map(({ item }) => item));
  }

  async get<T>(key: Key, schema: z.ZodType<T>): Promise<Stored<T> | undefined> {
    await this.#pause();
    const row = this.#row(key);
    return row && read(row, schema);
  }

  async query<T>(
    pk: string,
    skPrefix: string,
    schema: z.ZodType<T>,
    options: QueryOptions = {},
  ): Promise<Page<T>> {
    await this.#pause();
    if (skPrefix === '') throw new Error('DynamoDB refuses an empty prefix.');
    const rows = [...(this.#partitions.get(pk)?.values() ?? [])]
      .filter(({ item }) => item.key.sk.startsWith(skPrefix))
      .map((row) => ({ row, position: { ...row.item.key, sort: row.item.key.sk } }));
    return pageOf(rows, schema, options, (position) => position.pk === pk);
  }

  async queryIndex<T>(
    index: 'gsi1' | 'gsi2',
    pk: string,
    schema: z.ZodType<T>,
    options: QueryOptions = {},
  ): Promise<Page<T>> {
    await this.#pause();
    const { upTo } = options;
    const rows = [...this.#partitions.values()]
      .flatMap((partition) => [...partition.values()])
      .flatMap((row) => {
        const entry = row.item[index];
        if (entry?.pk !== pk || (upTo !== undefined && entry.sk > upTo)) return [];
        return [{ row, position: { ...row.item.key, sort: entry.sk } }];
      });
    return pageOf(rows, schema, options, () => true);
  }

  async transact(writes: readonly Write[]): Promise<void> {
    const rows = writes.map((write) => ('item' in write ? toRow(write) : undefined));
    requireFits(writes);
    await this.#pause();
    if (this.#isBusy()) throw new BusyError();
    const failed = writes.flatMap((write, index) => (this.#holds(write) ? [] : [index]));
    if (failed.length > 0) throw new ConditionFailedError(failed);
    writes.forEach((write, index) => this.#apply(write, rows[index]));
  }

  #row({ pk, sk }: Key): Row | undefined {
    return this.#partitions.get(pk)?.get(sk);
  }

  #holds(write: Write): boolean {
    const expected = write.kind === 'create' ? 0 : write.revision;
    return (this.#row(keyOf(write))?.revision ?? 0) === expected;
  }

  #apply(write: Write, row: Row | undefined): void {
    const { pk, sk } = keyOf(write);
    if (write.kind === 'delete') this.#partitions.get(pk)?.delete(sk);
    if (row === undefined) return;
    const partition = this.#partitions.get(pk) ?? new Map<string, Row>();
    this.#partitions.set(pk, partition.set(sk, row));
  }
}

function toRow(write: Extract<Write, { item: NewItem }>): Row {
  const { item } = write;
  const text = JSON.stringify(item.body);
  if (Buffer.byteLength(text) + Buffer.byteLength(item.key.pk + item.key.sk) > LARGEST_ITEM_BYTES)
    throw new ItemTooLargeError();
  return { item, revision: write.kind === 'create' ? 1 : write.revision + 1, text };
}

/** DynamoDB refuses what is no transaction: too many writes, or two of the same item. */
function requireFits(writes: readonly Write[]): void {
  if (writes.length > MOST_WRITES) throw new Error(`${writes.length} writes are too many for a transaction.`);
  const keys = new Set(writes.map((write) => JSON.stringify([keyOf(write).pk, keyOf(write).sk])));
  if (keys.size < writes.length) throw new Error('A transaction writes an item twice.');
}

function keyOf(write: Write): Key {
  return 'item' in write ? write.item.key : write.key;
}

function read<T>({ item, revision, text }: Row, schema: z.ZodType<T>): Stored<T> {
  return { key: item.key, revision, body: schema.parse(JSON.parse(text)) };
}

function pageOf<T>(
  rows: readonly { readonly row: Row; readonly position: Position }[],
  schema: z.ZodType<T>,
  { limit = DEFAULT_PAGE, cursor, descending = false }: QueryOptions,
  isOfList: (position: Position) => boolean,
): Page<T> {
  const direction = descending ? -1 : 1;
  const start = cursor === undefined ? undefined : decodeCursor(cursor, isOfList);
  const following = rows
    .filter(({ position }) => start === undefined || direction * compare(position, start) > 0)
    .toSorted((one, other) => direction * compare(one.position, other.position));
  const page = following.slice(0, limit);
  const last = page.at(-1)?.position;
  return {
    items: page.map(({ row }) => read(row, schema)),
    ...(last === undefined || following.length <= limit
      ? {}
      : { cursor: Buffer.from(JSON.stringify(last)).toString('base64url') }),
  };
}

function compare(one: Position, other: Position): number {
  const [left, right] = [one, other].map(({ sort, pk, sk }) => [sort, pk, sk].join('\u0000'));
  if (left === right) return 0;
  return (left ?? '') < (right ?? '') ? -1 : 1;
}

function decodeCursor(cursor: string, isOfList: (position: Position) => boolean): Position {
  const invalid = new InvalidRequestError([
    { field: 'query.cursor', message: 'is not a cursor that this list has given out' },
  ]);
  try {
    const position = positionSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    if (isOfList(position)) return position;
  } catch {
    throw invalid;
  }
  throw invalid;
}
