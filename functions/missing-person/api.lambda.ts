import { apiHandler } from '#platform/http/api-handler.ts';
import { logger } from '#platform/lambda/lambda-platform.ts';

import { missingPersonHandlers } from './handlers.ts';
import { lambdaSearchPlatform } from './lambda-search-platform.ts';
import { lambdaPhotoStore } from './photo/lambda-photo-store.ts';
import { missingPersonRoutes } from './routes.ts';

const platform = lambdaSearchPlatform();

/** The missing persons' API. */
export const handler = apiHandler(
  { deployment: platform.deployment, logger },
  missingPersonRoutes,
  missingPersonHandlers(platform, lambdaPhotoStore()),
);
