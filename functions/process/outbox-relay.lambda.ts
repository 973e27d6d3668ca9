import { SFNClient } from '@aws-sdk/client-sfn';
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';

import { readEnvironment } from '#platform/lambda/environment.ts';
import { lambdaPlatform, logger } from '#platform/lambda/lambda-platform.ts';
import { measure } from '#platform/lambda/measure.ts';

import { deliverRow } from './deliver-row.ts';
import { outboxRelayEnvironment } from './outbox-relay.environment.ts';
import { StepFunctionsExecutions } from './step-functions-executions.ts';

const { MACHINE_ARNS } = readEnvironment(outboxRelayEnvironment);
const ports = {
  ...lambdaPlatform(),
  executions: new StepFunctionsExecutions(new SFNClient({}), MACHINE_ARNS),
};

const keysSchema = z.object({ pk: z.object({ S: z.string() }), sk: z.object({ S: z.string() }) });

/** Delivers the outbox rows of the stream in their order; from the first that fails the batch is tried again. */
export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(async ({ Records }) => {
  for (const record of Records) {
    try {
      await deliverRecord(record);
    } catch (error) {
      const itemIdentifier = record.dynamodb?.SequenceNumber ?? '';
      logger.warn('outbox row not delivered', {
        itemIdentifier,
        fault: error instanceof Error ? error.name : '',
      });
      return { batchItemFailures: [{ itemIdentifier }] };
    }
  }
  return { batchItemFailures: [] };
});

async function deliverRecord(record: DynamoDBRecord): Promise<void> {
  const { pk, sk } = keysSchema.parse(record.dynamodb?.Keys);
  const age = await deliverRow(ports, { pk: pk.S, sk: sk.S });
  if (age !== undefined) measure('CommitToEffect', age);
}
