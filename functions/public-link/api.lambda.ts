import { apiHandler } from '#platform/http/api-handler.ts';
import { lambdaPlatform, logger } from '#platform/lambda/lambda-platform.ts';

import { publicLinkHandlers } from './handlers.ts';
import { publicLinkRoutes } from './routes.ts';

const platform = lambdaPlatform();

/** The pages behind the links in SMS: public routes with a function and a role of their own. */
export const handler = apiHandler(
  { deployment: platform.deployment, logger },
  publicLinkRoutes,
  publicLinkHandlers(platform),
);
