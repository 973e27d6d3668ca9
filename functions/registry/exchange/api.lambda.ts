import { lambdaExchangeFiles } from '#functions/registry/files/lambda-exchange-files.ts';
import { lambdaRegistryPlatform } from '#functions/registry/lambda-registry-platform.ts';
import { apiHandler } from '#platform/http/api-handler.ts';
import { logger } from '#platform/lambda/lambda-platform.ts';

import { exchangeHandlers } from './handlers.ts';
import { exchangeRoutes } from './routes.ts';

const platform = { ...lambdaRegistryPlatform(), files: lambdaExchangeFiles() };

/** The API of files of residents on their way in and out. */
export const handler = apiHandler(
  { deployment: platform.deployment, logger },
  exchangeRoutes,
  exchangeHandlers(platform),
);
