import { lambdaRegistryPlatform } from '#functions/registry/lambda-registry-platform.ts';
import { apiHandler } from '#platform/http/api-handler.ts';
import { logger } from '#platform/lambda/lambda-platform.ts';
import { lambdaStationSigner } from '#platform/signature/lambda-station-signer.ts';

import { registryHitHandlers } from './handlers.ts';
import { registryHitRoutes } from './routes.ts';

const platform = { ...lambdaRegistryPlatform(), signer: lambdaStationSigner() };

/** The API of registry hits. */
export const handler = apiHandler(
  { deployment: platform.deployment, logger },
  registryHitRoutes,
  registryHitHandlers(platform),
);
