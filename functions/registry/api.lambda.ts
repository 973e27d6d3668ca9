import { apiHandler } from '#platform/http/api-handler.ts';
import { logger } from '#platform/lambda/lambda-platform.ts';

import { exchangeHandlers } from './exchange/handlers.ts';
import { lambdaExchangeFiles } from './files/lambda-exchange-files.ts';
import { residentTables } from './files/resident-table-files.ts';
import { lambdaRegistryPlatform } from './lambda-registry-platform.ts';
import { lookupHandlers } from './lookup/handlers.ts';
import { residentHandlers } from './residents/handlers.ts';
import { registryRoutes } from './routes.ts';
import { wantedHandlers } from './wanted/handlers.ts';

const platform = lambdaRegistryPlatform();
const tables = residentTables(platform.deployment.registry.files);

/** The API of the resident registry, its files and the wanted list. */
export const handler = apiHandler({ deployment: platform.deployment, logger }, registryRoutes, {
  ...residentHandlers(platform),
  ...lookupHandlers(platform),
  ...wantedHandlers(platform),
  ...exchangeHandlers({ ...platform, files: lambdaExchangeFiles(), tables }),
});
