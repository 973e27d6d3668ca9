import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';

import { lambdaTopicPublisher } from '#functions/notification/lambda-publisher.ts';
import { SqsDeadLetters } from '#functions/process/dead-letters.ts';
import { hitOpening } from '#functions/registry-hit/hit-opening.ts';
import { readEnvironment } from '#platform/lambda/environment.ts';
import { logger } from '#platform/lambda/lambda-platform.ts';

import { lambdaExchangeFiles } from './files/lambda-exchange-files.ts';
import { residentTables } from './files/resident-table-files.ts';
import { lambdaRegistryPlatform } from './lambda-registry-platform.ts';
import { carryOut, type WorkerPlatform } from './work/carry-out.ts';
import { makeDailyWorkDue } from './work/daily-work.ts';
import { doLateWork, doWork, type WorkPorts } from './work/do-work.ts';
import { registryWorkerEnvironment } from './worker.environment.ts';

const { DEAD_LETTER_QUEUE_URL, TOPIC_ARN_PREFIX } = readEnvironment(registryWorkerEnvironment);
const registry = lambdaRegistryPlatform();
const platform: WorkerPlatform = {
  ...registry,
  files: lambdaExchangeFiles(),
  tables: residentTables(registry.deployment.registry.files),
  publisher: lambdaTopicPublisher(registry.deployment, TOPIC_ARN_PREFIX),
  openHit: (hit, at) => hitOpening(registry, hit, at),
};
const ports: WorkPorts = {
  ...platform,
  carryOut: (work) => carryOut(platform, work),
  deadLetters: new SqsDeadLetters(new SQSClient({ useQueueUrlAsEndpoint: false }), DEAD_LETTER_QUEUE_URL),
};

const keysSchema = z.object({ pk: z.object({ S: z.string() }), sk: z.object({ S: z.string() }) });

/**
 * Does the work of the stream in its order; from the first piece that fails the batch is tried again. Invoked by its schedule it
 * makes the day's work due, and takes up what is late.
 */
export const handler = middy<Partial<DynamoDBStreamEvent>, DynamoDBBatchResponse>().handler(
  async ({ Records }) => {
    if (Records !== undefined) return doRecords(Records);
    await makeDailyWorkDue(platform);
    const result = await doLateWork(ports);
    if (Object.values(result).some((count) => count > 0))
      logger.warn('the registry found late work', { ...result });
    return { batchItemFailures: [] };
  },
);

async function doRecords(records: readonly DynamoDBRecord[]): Promise<DynamoDBBatchResponse> {
  for (const record of records) {
    try {
      const { pk, sk } = keysSchema.parse(record.dynamodb?.Keys);
      await doWork(ports, { pk: pk.S, sk: sk.S });
    } catch (error) {
      const itemIdentifier = record.dynamodb?.SequenceNumber ?? '';
      const fault = error instanceof Error ? error.name : '';
      logger.warn('work of the registry not done', { itemIdentifier, fault });
      return { batchItemFailures: [{ itemIdentifier }] };
    }
  }
  return { batchItemFailures: [] };
}
