import { SFNClient } from '@aws-sdk/client-sfn';
import middy from '@middy/core';

import { lambdaPlatform } from '#platform/lambda/lambda-platform.ts';

import { registerWait, registerWaitInputSchema } from './register-wait.ts';
import { StepFunctionsExecutions } from './step-functions-executions.ts';

const ports = { ...lambdaPlatform(), executions: new StepFunctionsExecutions(new SFNClient({}), {}) };

/** Registers the wait of a state machine; the token is completed by whatever it waits for. */
export const handler = middy<unknown, void>().handler((event) =>
  registerWait(ports, registerWaitInputSchema.parse(event)),
);
