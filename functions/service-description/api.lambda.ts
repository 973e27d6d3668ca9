import bundledDeployment from '#deployment';
import { deploymentSchema } from '#platform/deployment/deployment.ts';
import { apiHandler } from '#platform/http/api-handler.ts';
import { logger } from '#platform/lambda/lambda-platform.ts';

import { allRoutes } from './all-routes.ts';
import { serviceDescriptionHandlers } from './handlers.ts';
import { serviceDescriptionRoutes } from './routes.ts';

const deployment = deploymentSchema.parse(bundledDeployment);

/** Serves the OpenAPI document. */
export const handler = apiHandler(
  { deployment, logger },
  serviceDescriptionRoutes,
  serviceDescriptionHandlers(allRoutes, deployment.publicBaseUrl),
);
