import {
  deadLetterEnvironment,
  exchangeEnvironment,
  registryEnvironment,
  topicEnvironment,
} from '#platform/lambda/environment.ts';

/** Environment of the function that does what the registry does by itself. */
export const registryWorkerEnvironment = registryEnvironment.extend({
  ...exchangeEnvironment.shape,
  ...topicEnvironment.shape,
  ...deadLetterEnvironment.shape,
});
