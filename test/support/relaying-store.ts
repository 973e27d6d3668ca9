import type { ItemStore, Key, Page, QueryOptions, Stored, Write } from '#platform/store/item-store.ts';
import type * as z from 'zod';

/** A store that tells of the outbox rows it has written, as the table's stream does. */
export class RelayingStore implements ItemStore {
  readonly #inner: ItemStore;
  readonly #onRow: (key: Key) => void;

  constructor(inner: ItemStore, onRow: (key: Key) => void) {
    this.#inner = inner;
    this.#onRow = onRow;
  }

  get<T>(key: Key, schema: z.ZodType<T>): Promise<Stored<T> | undefined> {
    return this.#inner.get(key, schema);
  }

  query<T>(pk: string, skPrefix: string, schema: z.ZodType<T>, options?: QueryOptions): Promise<Page<T>> {
    return this.#inner.query(pk, skPrefix, schema, options);
  }

  queryIndex<T>(
    index: 'gsi1' | 'gsi2',
    pk: string,
    schema: z.ZodType<T>,
    options?: QueryOptions,
  ): Promise<Page<T>> {
    return this.#inner.queryIndex(index, pk, schema, options);
  }

  async transact(writes: readonly Write[]): Promise<void> {
    await this.#inner.transact(writes);
    for (const write of writes)
      if (write.kind === 'create' && write.item.entity === 'outbox') this.#onRow(write.item.key);
  }
}
