import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';

import { readEnvironment } from '#platform/lambda/environment.ts';
import { lambdaPlatform, logger } from '#platform/lambda/lambda-platform.ts';

import { SqsDeadLetters } from './dead-letters.ts';
import { StepFunctionsExecutions } from './step-functions-executions.ts';
import { sweep, type SweepResult } from './sweep.ts';
import { sweeperEnvironment } from './sweeper.environment.ts';

const { MACHINE_ARNS, DEAD_LETTER_QUEUE_URL } = readEnvironment(sweeperEnvironment);
const ports = {
  ...lambdaPlatform(),
  executions: new StepFunctionsExecutions(new SFNClient({}), MACHINE_ARNS),
  deadLetters: new SqsDeadLetters(new SQSClient({ useQueueUrlAsEndpoint: false }), DEAD_LETTER_QUEUE_URL),
};

/** Runs each minute; says in the log when something was late. */
export const handler = middy<unknown, SweepResult>().handler(async () => {
  const result = await sweep(ports);
  if (Object.values(result).some((count) => count > 0))
    logger.warn('the sweep found late work', { ...result });
  return result;
});
