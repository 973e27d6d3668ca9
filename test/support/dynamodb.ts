import { randomUUID } from 'node:crypto';

import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { inject } from 'vitest';

import { DynamoDbItemStore } from '#platform/store/dynamodb-item-store.ts';

const KEYS = ['pk', 'sk', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk'];

/** A table of its own, and how to come to it. */
export interface TestTable {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  /** Only who has this key sees the table. */
  readonly accessKeyId: string;
}

/**
 * DynamoDB Local keeps a database for each access key. In one of its own a test file waits for no other's tables, and is
 * several times as quick.
 */
const accessKeyId = randomUUID().replaceAll('-', '');

/** A client of the DynamoDB Local of this run, and a fresh table with the keys and indexes that infra gives it. */
export async function testTable(): Promise<TestTable> {
  const client = new DynamoDBClient({
    endpoint: inject('dynamoDbEndpoint'),
    region: 'cn-north-1',
    credentials: { accessKeyId, secretAccessKey: 'test' },
  });
  const tableName = `test-${randomUUID()}`;
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: KEYS.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: ['gsi1', 'gsi2'].map((IndexName) => ({
        IndexName,
        KeySchema: [
          { AttributeName: `${IndexName}pk`, KeyType: 'HASH' },
          { AttributeName: `${IndexName}sk`, KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      })),
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    }),
  );
  return { client, tableName, accessKeyId };
}

/** An empty store on a table of its own. */
export async function testStore(): Promise<DynamoDbItemStore> {
  const { client, tableName } = await testTable();
  return new DynamoDbItemStore(client, tableName);
}
