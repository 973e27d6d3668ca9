import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import { InvalidRequestError, ItemTooLargeError } from '#platform/errors.ts';
import { ConditionFailedError, queryAll, type ItemStore, type NewItem } from '#platform/store/item-store.ts';
import { testStore } from '#test/support/dynamodb.ts';
import { MemoryStore } from '#test/support/memory-store.ts';

const bodySchema = z.object({ n: z.number(), text: z.string().optional() });

function item(sk: string, n: number, text?: string): NewItem {
  return { key: { pk: 'P', sk }, entity: 'case', body: { n, ...(text === undefined ? {} : { text }) } };
}

describe.each<[string, () => Promise<ItemStore>]>([
  ['on DynamoDB Local', testStore],
  ['in memory, of the property tests', async () => new MemoryStore()],
])('the item store %s', (_where, emptyStore) => {
  it('creates an item at revision 1 and refuses to create it again', async () => {
    const store = await emptyStore();
    await store.transact([{ kind: 'create', item: item('a', 1) }]);

    await expect(store.transact([{ kind: 'create', item: item('a', 2) }])).rejects.toThrow(
      ConditionFailedError,
    );
    expect(await store.get({ pk: 'P', sk: 'a' }, bodySchema)).toEqual({
      key: { pk: 'P', sk: 'a' },
      revision: 1,
      body: { n: 1 },
    });
  });

  it('replaces only the revision that was read', async () => {
    const store = await emptyStore();
    await store.transact([{ kind: 'create', item: item('a', 1) }]);
    await store.transact([{ kind: 'replace', item: item('a', 2), revision: 1 }]);

    await expect(
      store.transact([{ kind: 'replace', item: item('a', 3), revision: 1 }]),
    ).rejects.toMatchObject({
      failed: [0],
    });
    expect((await store.get({ pk: 'P', sk: 'a' }, bodySchema))?.body).toEqual({ n: 2 });
  });

  it('writes nothing of a transaction of which one condition fails', async () => {
    const store = await emptyStore();
    await store.transact([{ kind: 'create', item: item('k-taken', 1) }]);

    await expect(
      store.transact([
        { kind: 'create', item: item('k-b', 2) },
        { kind: 'create', item: item('k-taken', 2) },
        { kind: 'create', item: item('k-c', 2) },
      ]),
    ).rejects.toMatchObject({ failed: [1] });
    expect((await queryAll(store, 'P', 'k', bodySchema)).map(({ key }) => key.sk)).toEqual(['k-taken']);
  });

  it('refuses a transaction that writes an item twice, or more than a hundred items', async () => {
    const store = await emptyStore();
    const create = (sk: string) => ({ kind: 'create' as const, item: item(sk, 1) });
    await expect(store.transact([create('k'), create('k')])).rejects.toThrow(Error);
    await expect(
      store.transact(Array.from({ length: 101 }, (_, index) => create(`k${index}`))),
    ).rejects.toThrow(Error);
    expect(await queryAll(store, 'P', 'k', bodySchema)).toEqual([]);
  });

  it('gives out copies: what was written or read changes with nobody', async () => {
    const store = await emptyStore();
    const body = { n: 1 };
    await store.transact([{ kind: 'create', item: { ...item('a', 1), body } }]);
    body.n = 2;
    const read = await store.get({ pk: 'P', sk: 'a' }, bodySchema);
    if (read !== undefined) read.body.n = 3;
    expect((await store.get({ pk: 'P', sk: 'a' }, bodySchema))?.body).toEqual({ n: 1 });
  });

  it('checks a revision without writing, also that an item is absent', async () => {
    const store = await emptyStore();
    await store.transact([
      { kind: 'check', key: { pk: 'P', sk: 'none' }, revision: 0 },
      { kind: 'create', item: item('a', 1) },
    ]);

    await expect(
      store.transact([
        { kind: 'check', key: { pk: 'P', sk: 'a' }, revision: 7 },
        { kind: 'create', item: item('b', 1) },
      ]),
    ).rejects.toMatchObject({ failed: [0] });
    expect(await store.get({ pk: 'P', sk: 'b' }, bodySchema)).toBeUndefined();
  });

  it('deletes only the revision that was read', async () => {
    const store = await emptyStore();
    await store.transact([{ kind: 'create', item: item('a', 1) }]);

    await expect(
      store.transact([{ kind: 'delete', key: { pk: 'P', sk: 'a' }, revision: 2 }]),
    ).rejects.toThrow(ConditionFailedError);
    await store.transact([{ kind: 'delete', key: { pk: 'P', sk: 'a' }, revision: 1 }]);
    expect(await store.get({ pk: 'P', sk: 'a' }, bodySchema)).toBeUndefined();
  });

  it('takes an item just below 400 KB and refuses a larger one without writing it', async () => {
    const store = await emptyStore();
    await store.transact([{ kind: 'create', item: item('fits', 1, 'x'.repeat(409_000)) }]);

    await expect(
      store.transact([{ kind: 'create', item: item('large', 1, 'x'.repeat(409_600)) }]),
    ).rejects.toThrow(ItemTooLargeError);
    expect(await store.get({ pk: 'P', sk: 'large' }, bodySchema)).toBeUndefined();
    expect((await store.get({ pk: 'P', sk: 'fits' }, bodySchema))?.body.text).toHaveLength(409_000);
  });

  it('pages through a query in either direction without losing or repeating an item', async () => {
    const store = await emptyStore();
    const keys = Array.from({ length: 7 }, (_, index) => `k${index}`);
    await store.transact(keys.map((sk, n) => ({ kind: 'create', item: item(sk, n) })));

    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.query('P', 'k', bodySchema, {
        limit: 3,
        descending: true,
        ...(cursor === undefined ? {} : { cursor }),
      });
      seen.push(...page.items.map(({ body }) => body.n));
      cursor = page.cursor;
    } while (cursor !== undefined);

    expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0]);
    expect((await queryAll(store, 'P', 'k', bodySchema)).map(({ body }) => body.n)).toEqual([
      0, 1, 2, 3, 4, 5, 6,
    ]);
  });

  it.each(['rubbish', Buffer.from('{"pk":"OTHER","sk":"x"}').toString('base64url')])(
    'refuses the cursor %s, naming the field',
    async (cursor) => {
      const store = await emptyStore();
      await expect(store.query('P', 'k', bodySchema, { cursor })).rejects.toThrow(InvalidRequestError);
    },
  );

  it('refuses an empty prefix, as DynamoDB does', async () => {
    const store = await emptyStore();
    await expect(store.query('P', '', bodySchema)).rejects.toThrow(Error);
  });

  it('lists an index up to a sort key, and only items that are in it', async () => {
    const store = await emptyStore();
    const due = (sk: string, at: string): NewItem => ({ ...item(sk, 1), gsi2: { pk: 'DUE', sk: at } });
    await store.transact([
      { kind: 'create', item: due('a', '2026-01-01') },
      { kind: 'create', item: due('b', '2026-01-03') },
      { kind: 'create', item: item('c', 1) },
    ]);

    const page = await store.queryIndex('gsi2', 'DUE', bodySchema, { upTo: '2026-01-02' });
    expect(page.items.map(({ key }) => key.sk)).toEqual(['a']);
  });
});
