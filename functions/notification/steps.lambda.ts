import { lambdaPlatform, logger } from '#platform/lambda/lambda-platform.ts';
import { readEnvironment } from '#platform/lambda/environment.ts';
import { measure } from '#platform/lambda/measure.ts';

import { lambdaPublisher } from './lambda-publisher.ts';
import type { NotificationPorts } from './leg-view.ts';
import { LoggedPublisher } from './logged-publisher.ts';
import { notificationStepSchema, runNotificationStep } from './run-notification-step.ts';
import { stepsEnvironment } from './steps.environment.ts';

const { TOPIC_ARN_PREFIX, SMS_DESTINATION } = readEnvironment(stepsEnvironment);
const platform = lambdaPlatform();
const ports: NotificationPorts = {
  ...platform,
  publisher: new LoggedPublisher(
    lambdaPublisher(platform.deployment, TOPIC_ARN_PREFIX, SMS_DESTINATION, logger),
    logger,
  ),
  undelivered: logger,
  elapsed: () => performance.now(),
  onFirstPublished: (milliseconds) => measure('CommitToPublish', milliseconds),
};

/** The steps of state machine `notify`. Faults go to its retries by their names. */
export const handler = async (event: unknown): Promise<object> =>
  runNotificationStep(ports, notificationStepSchema.parse(event));
