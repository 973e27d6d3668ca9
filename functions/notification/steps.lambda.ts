import { SNSClient } from '@aws-sdk/client-sns';

import { lambdaPlatform } from '#platform/lambda/lambda-platform.ts';
import { readEnvironment } from '#platform/lambda/environment.ts';

import type { NotificationPorts } from './leg-view.ts';
import { notificationStepSchema, runNotificationStep } from './run-notification-step.ts';
import { SnsPublisher } from './sns-publisher.ts';
import { stepsEnvironment } from './steps.environment.ts';

const { TOPIC_ARNS } = readEnvironment(stepsEnvironment);
const ports: NotificationPorts = {
  ...lambdaPlatform(),
  // One attempt: a publication whose answer was lost may have gone out, and is not to go out twice.
  publisher: new SnsPublisher(new SNSClient({ maxAttempts: 1 }), TOPIC_ARNS),
  elapsed: () => performance.now(),
};

/** The steps of state machine `notify`. Faults go to its retries by their names. */
export const handler = async (event: unknown): Promise<object> =>
  runNotificationStep(ports, notificationStepSchema.parse(event));
