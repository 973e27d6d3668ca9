import { apiHandler } from '#platform/http/api-handler.ts';
import { logger } from '#platform/lambda/lambda-platform.ts';

import { lambdaRegistryPlatform } from './lambda-registry-platform.ts';
import { lookupHandlers } from './lookup/handlers.ts';
import { residentHandlers } from './residents/handlers.ts';
import { registryRoutes } from './routes.ts';
import { wantedHandlers } from './wanted/handlers.ts';

const platform = lambdaRegistryPlatform();

/** The API of the resident registry and the wanted list. */
export const handler = apiHandler({ deployment: platform.deployment, logger }, registryRoutes, {
  ...residentHandlers(platform),
  ...lookupHandlers(platform),
  ...wantedHandlers(platform),
});
