import {
  type DynamoDBClient,
  TransactionCanceledException,
  TransactionInProgressException,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import { BusyError } from '#platform/errors.ts';
import { DynamoDbItemStore } from '#platform/store/dynamodb-item-store.ts';
import type { NewItem } from '#platform/store/item-store.ts';
import { testTable } from '#test/support/dynamodb.ts';

const bodySchema = z.object({ n: z.number() });

function item(sk: string, n: number): NewItem {
  return { key: { pk: 'P', sk }, entity: 'case', body: { n } };
}

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
