import { tableEnvironment, topicEnvironment } from '#platform/lambda/environment.ts';

/** Environment of the steps of state machine `notify`. */
export const stepsEnvironment = tableEnvironment.extend(topicEnvironment.shape);
