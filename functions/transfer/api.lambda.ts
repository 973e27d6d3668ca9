import { apiHandler } from '#platform/http/api-handler.ts';
import { logger } from '#platform/lambda/lambda-platform.ts';

import { transferHandlers } from './handlers.ts';
import { lambdaTransferPlatform } from './lambda-transfer-platform.ts';
import { transferRoutes } from './routes.ts';

const platform = lambdaTransferPlatform();

/** The suspect transfers' API. */
export const handler = apiHandler(
  { deployment: platform.deployment, logger },
  transferRoutes,
  transferHandlers(platform),
);
