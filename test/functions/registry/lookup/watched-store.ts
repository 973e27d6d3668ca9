import type * as z from 'zod';

import type { ItemStore, Key, Page, QueryOptions, Stored, Write } from '#platform/store/item-store.ts';

/** A store that counts what it is asked and keeps what is written. */
export class WatchedStore implements ItemStore {
  readonly calls = { get: 0, query: 0, queryIndex: 0, transact: 0 };
  readonly writes: Write[] = [];
  readonly #store: ItemStore;

  constructor(store: ItemStore) {
    this.#store = store;
  }

  get<T>(key: Key, schema: z.ZodType<T>): Promise<Stored<T> | undefined> {
    this.calls.get++;
    return this.#store.get(key, schema);
  }

  query<T>(pk: string, prefix: string, schema: z.ZodType<T>, options?: QueryOptions): Promise<Page<T>> {
    this.calls.query++;
    return this.#store.query(pk, prefix, schema, options);
  }

  queryIndex<T>(
    index: 'gsi1' | 'gsi2',
    pk: string,
    schema: z.ZodType<T>,
    options?: QueryOptions,
  ): Promise<Page<T>> {
    this.calls.queryIndex++;
    return this.#store.queryIndex(index, pk, schema, options);
  }

  async transact(writes: readonly Write[]): Promise<void> {
    this.calls.transact++;
    await this.#store.transact(writes);
    this.writes.push(...writes);
  }
}
