import { fileURLToPath } from 'node:url';

import type { TestProject } from 'vitest/node';

import { startDynamoDbLocal } from '#local/dynamodb/dynamodb-local-process.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the one DynamoDB Local of this test run listens. */
    dynamoDbEndpoint: string;
  }
}

/** Starts Amazon's DynamoDB Local in memory for the whole run, and ends it after. Each test uses a table of its own. */
export default async function startDynamoDb(project: TestProject): Promise<() => Promise<void>> {
  const record = new URL(`../../.border815/test-dynamodb-${process.pid}.json`, import.meta.url);
  const database = await startDynamoDbLocal({ dataPath: undefined, recordPath: fileURLToPath(record) });
  project.provide('dynamoDbEndpoint', database.endpoint);
  return () => database.close();
}
