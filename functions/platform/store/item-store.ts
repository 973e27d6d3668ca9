import type * as z from 'zod';

/** Primary key of an item. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** Sparse index entries. `gsi1`: lists of cases by partnership and state. `gsi2`: what falls due, by time. */
export interface IndexKeys {
  readonly gsi1?: Key;
  readonly gsi2?: Key;
}

/** What kind of record an item holds; the stream's filter and the tests read it. */
export type Entity =
  | 'case'
  | 'event'
  | 'audit'
  | 'idempotency'
  | 'outbox'
  | 'wait'
  | 'notification'
  | 'delivery'
  | 'link'
  | 'tasks'
  | 'sighting'
  | 'tip'
  | 'photo'
  | 'appeal'
  | 'book'
  | 'handover'
  | 'accessHead'
  | 'access'
  | 'intake'
  | 'rate'
  | 'lead'
  | 'subject'
  | 'note'
  | 'custodyEntry'
  | 'custodyHead'
  | 'personKey'
  | 'masterKey'
  | 'resident'
  | 'notice'
  | 'term'
  | 'documentTerm'
  | 'birthTerm'
  | 'pair'
  | 'feedHead'
  | 'feedEntry'
  | 'work'
  | 'upload'
  | 'import'
  | 'importPart'
  | 'export'
  | 'lookup'
  | 'digest'
  | 'proposal'
  | 'permitFinding'
  | 'visit';

/** An item to be written. `body` is the record itself, plain JSON values. */
export interface NewItem extends IndexKeys {
  readonly key: Key;
  readonly entity: Entity;
  readonly body: object;
  /** When the store may drop the item, epoch seconds. Deletion comes days late: check expiry yourself. */
  readonly expiresAt?: number;
}

/** An item as read, with the revision that `replace` and `delete` compare. */
export interface Stored<T> {
  readonly key: Key;
  readonly revision: number;
  readonly body: T;
}

/** One write of a transaction. Items carry a revision from 1; `replace` writes the next one. */
export type Write =
  /** Fails if the key is taken. */
  | { readonly kind: 'create'; readonly item: NewItem }
  /** Fails unless the item is at `revision`. */
  | { readonly kind: 'replace'; readonly item: NewItem; readonly revision: number }
  /** Fails unless the item is at `revision`. */
  | { readonly kind: 'delete'; readonly key: Key; readonly revision: number }
  /** Writes nothing; fails unless the item is at `revision` (0: absent). */
  | { readonly kind: 'check'; readonly key: Key; readonly revision: number };

/** A page of a query; `cursor` is opaque and absent on the last page. */
export interface Page<T> {
  readonly items: readonly Stored<T>[];
  readonly cursor?: string;
}

/** How a query is walked. */
export interface QueryOptions {
  /** Items a page at most; default 100. */
  readonly limit?: number;
  readonly cursor?: string;
  /** Newest (greatest sort key) first. */
  readonly descending?: boolean;
  /** Only sort keys up to and including this one. */
  readonly upTo?: string;
}

/** Thrown when a transaction's condition failed. Nothing was written. */
export class ConditionFailedError extends Error {
  override readonly name = 'ConditionFailedError';
  /** Indices of the writes whose condition failed. */
  readonly failed: readonly number[];

  constructor(failed: readonly number[]) {
    super(`Condition failed on write ${failed.join(', ')}.`);
    this.failed = failed;
  }
}

/** The store contract: items by key, two sparse indexes, all-or-nothing writes, optimistic revisions. */
export interface ItemStore {
  /** Strongly consistent read. @throws ZodError when the body is not what `schema` says. */
  get<T>(key: Key, schema: z.ZodType<T>): Promise<Stored<T> | undefined>;
  /** Strongly consistent, in order of the sort key. */
  query<T>(pk: string, skPrefix: string, schema: z.ZodType<T>, options?: QueryOptions): Promise<Page<T>>;
  /** Eventually consistent, in order of the index's sort key. */
  queryIndex<T>(
    index: 'gsi1' | 'gsi2',
    pk: string,
    schema: z.ZodType<T>,
    options?: QueryOptions,
  ): Promise<Page<T>>;
  /**
   * Writes all or nothing; 100 writes at most.
   * @throws ConditionFailedError when a condition failed
   * @throws BusyError when other transactions kept the items busy
   * @throws ItemTooLargeError when an item exceeds 400 KB
   */
  transact(writes: readonly Write[]): Promise<void>;
}

/** Every item of a query, page after page. */
export async function queryAll<T>(
  store: ItemStore,
  pk: string,
  skPrefix: string,
  schema: z.ZodType<T>,
): Promise<Stored<T>[]> {
  const items: Stored<T>[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.query(pk, skPrefix, schema, cursor === undefined ? {} : { cursor });
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return items;
}
