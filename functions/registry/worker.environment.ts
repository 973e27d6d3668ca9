import {
  deadLetterEnvironment,
  registryEnvironment,
  topicEnvironment,
} from '#platform/lambda/environment.ts';

/** Environment of the function that does what the registry does by itself. */
export const registryWorkerEnvironment = registryEnvironment.extend({
  ...topicEnvironment.shape,
  ...deadLetterEnvironment.shape,
});
