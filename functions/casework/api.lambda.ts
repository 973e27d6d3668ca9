import { apiHandler } from '#platform/http/api-handler.ts';
import { lambdaPlatform, logger } from '#platform/lambda/lambda-platform.ts';

import { caseworkHandlers } from './handlers.ts';
import { caseworkRoutes } from './routes.ts';

const platform = lambdaPlatform();

/** The casework API. */
export const handler = apiHandler(
  { deployment: platform.deployment, logger },
  caseworkRoutes,
  caseworkHandlers(platform),
);
