import { lambdaPhotoStore } from '#functions/missing-person/photo/lambda-photo-store.ts';
import { apiHandler } from '#platform/http/api-handler.ts';
import { lambdaPlatform, logger } from '#platform/lambda/lambda-platform.ts';

import { publicAppealHandlers } from './handlers.ts';
import { publicAppealRoutes } from './routes.ts';

const platform = lambdaPlatform();

/** The pages of public appeals: public routes with a function and a role of their own. */
export const handler = apiHandler(
  { deployment: platform.deployment, logger },
  publicAppealRoutes,
  publicAppealHandlers(platform, lambdaPhotoStore()),
);
