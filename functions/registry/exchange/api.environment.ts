import { exchangeEnvironment, registryEnvironment } from '#platform/lambda/environment.ts';

/** Environment of the API of files of residents. */
export const registryExchangeApiEnvironment = registryEnvironment.extend(exchangeEnvironment.shape);
