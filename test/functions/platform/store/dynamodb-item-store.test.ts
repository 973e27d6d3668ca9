import {
  type DynamoDBClient,
  ScanCommand,
  TransactionCanceledException,
  TransactionInProgressException,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import { BusyError, InvalidRequestError, ItemTooLargeError } from '#platform/errors.ts';
import { DynamoDbItemStore } from '#platform/store/dynamodb-item-store.ts';
import { ConditionFailedError, queryAll, type NewItem } from '#platform/store/item-store.ts';
import { testStore, testTable } from '#test/support/dynamodb.ts';

const bodySchema = z.object({ n: z.number(), text: z.string().optional() });

function item(sk: string, n: number, text?: string): NewItem {
  return { key: { pk: 'P', sk }, entity: 'case', body: { n, ...(text === undefined ? {} : { text }) } };
}

describe('the item store on DynamoDB Local', () => {
  it('creates an item at revision 1 and refuses to create it again', async () => {
    const store = await testStore();
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
    const store = await testStore();
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
    const { client, tableName } = await testTable();
    const store = new DynamoDbItemStore(client, tableName);
    await store.transact([{ kind: 'create', item: item('taken', 1) }]);

    await expect(
      store.transact([
        { kind: 'create', item: item('b', 2) },
        { kind: 'create', item: item('taken', 2) },
        { kind: 'create', item: item('c', 2) },
      ]),
    ).rejects.toMatchObject({ failed: [1] });
    expect((await client.send(new ScanCommand({ TableName: tableName }))).Count).toBe(1);
  });

  it('checks a revision without writing, also that an item is absent', async () => {
    const store = await testStore();
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
    const store = await testStore();
    await store.transact([{ kind: 'create', item: item('a', 1) }]);

    await expect(
      store.transact([{ kind: 'delete', key: { pk: 'P', sk: 'a' }, revision: 2 }]),
    ).rejects.toThrow(ConditionFailedError);
    await store.transact([{ kind: 'delete', key: { pk: 'P', sk: 'a' }, revision: 1 }]);
    expect(await store.get({ pk: 'P', sk: 'a' }, bodySchema)).toBeUndefined();
  });

  it('takes an item just below 400 KB and refuses a larger one without writing it', async () => {
    const store = await testStore();
    await store.transact([{ kind: 'create', item: item('fits', 1, 'x'.repeat(409_000)) }]);

    await expect(
      store.transact([{ kind: 'create', item: item('large', 1, 'x'.repeat(409_600)) }]),
    ).rejects.toThrow(ItemTooLargeError);
    expect(await store.get({ pk: 'P', sk: 'large' }, bodySchema)).toBeUndefined();
    expect((await store.get({ pk: 'P', sk: 'fits' }, bodySchema))?.body.text).toHaveLength(409_000);
  });

  it('pages through a query in either direction without losing or repeating an item', async () => {
    const store = await testStore();
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
      const store = await testStore();
      await expect(store.query('P', 'k', bodySchema, { cursor })).rejects.toThrow(InvalidRequestError);
    },
  );

  it('lists an index up to a sort key, and only items that are in it', async () => {
    const store = await testStore();
    const due = (sk: string, at: string): NewItem => ({ ...item(sk, 1), gsi2: { pk: 'DUE', sk: at } });
    await store.transact([
      { kind: 'create', item: due('a', '2026-01-01') },
      { kind: 'create', item: due('b', '2026-01-03') },
      { kind: 'create', item: item('c', 1) },
    ]);

    const page = await store.queryIndex('gsi2', 'DUE', bodySchema, { upTo: '2026-01-02' });
    expect(page.items.map(({ key }) => key.sk)).toEqual(['a']);
  });

  describe('when other transactions hold the items (injected: the local database never conflicts)', () => {
    it.each(['TransactionConflict', 'ThrottlingError'])('tries again after %s and succeeds', async (code) => {
      const { client, tableName } = await testTable();
      const store = new DynamoDbItemStore(conflicting(client, 3, code), tableName, async () => undefined);

      await store.transact([{ kind: 'create', item: item('a', 1) }]);
      expect((await store.get({ pk: 'P', sk: 'a' }, bodySchema))?.revision).toBe(1);
    });

    it('asks again for the very transaction that is still under way, and takes its success for its own', async () => {
      const { client, tableName } = await testTable();
      const store = new DynamoDbItemStore(underWay(client), tableName, async () => undefined);

      await store.transact([{ kind: 'create', item: item('a', 1) }]);
      expect((await store.get({ pk: 'P', sk: 'a' }, bodySchema))?.revision).toBe(1);
    });

    it('gives up after some attempts with BusyError and has written nothing', async () => {
      const { client, tableName } = await testTable();
      const store = new DynamoDbItemStore(conflicting(client, 100), tableName, async () => undefined);

      await expect(store.transact([{ kind: 'create', item: item('a', 1) }])).rejects.toThrow(BusyError);
      expect(await store.get({ pk: 'P', sk: 'a' }, bodySchema)).toBeUndefined();
    });
  });
});

/** A client whose first transaction is carried out, but answered as one that is still under way. */
function underWay(client: DynamoDBClient): DynamoDBClient {
  let first = true;
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const answer = await next(args);
      if (context.commandName === 'TransactWriteItemsCommand' && first) {
        first = false;
        throw new TransactionInProgressException({ $metadata: {}, message: 'in progress' });
      }
      return answer;
    },
    { step: 'initialize' },
  );
  return client;
}

/** A client whose first `times` transactions are cancelled as AWS cancels them under contention. */
function conflicting(client: DynamoDBClient, times: number, code = 'TransactionConflict'): DynamoDBClient {
  let left = times;
  client.middlewareStack.add(
    (next, context) => (args) => {
      if (context.commandName === 'TransactWriteItemsCommand' && left-- > 0)
        throw new TransactionCanceledException({
          $metadata: {},
          message: 'Transaction cancelled',
          CancellationReasons: [{ Code: code }],
        });
      return next(args);
    },
    { step: 'initialize' },
  );
  return client;
}
