import { apiHandler } from '#platform/http/api-handler.ts';
import { lambdaPlatform, logger } from '#platform/lambda/lambda-platform.ts';

import { dutyHandlers } from './handlers.ts';
import { dutyRoutes } from './routes.ts';

const platform = lambdaPlatform();

/** The duty book's API. */
export const handler = apiHandler(
  { deployment: platform.deployment, logger },
  dutyRoutes,
  dutyHandlers(platform),
);
