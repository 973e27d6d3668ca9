import { lambdaTransferPlatform } from '#functions/transfer/lambda-transfer-platform.ts';
import { apiHandler } from '#platform/http/api-handler.ts';
import { logger } from '#platform/lambda/lambda-platform.ts';

import { investigationHandlers } from './handlers.ts';
import { investigationRoutes } from './routes.ts';

const platform = lambdaTransferPlatform();

/** The investigations' API. */
export const handler = apiHandler(
  { deployment: platform.deployment, logger },
  investigationRoutes,
  investigationHandlers(platform),
);
