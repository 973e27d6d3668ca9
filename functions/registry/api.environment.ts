import { exchangeEnvironment, registryEnvironment } from '#platform/lambda/environment.ts';

/** Environment of the registry's API. */
export const registryApiEnvironment = registryEnvironment.extend(exchangeEnvironment.shape);
