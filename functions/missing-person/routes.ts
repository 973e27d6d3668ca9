import type { RouteContract } from '#platform/http/route.ts';

import { endingRoutes } from './routes/ending-routes.ts';
import { intakeRoutes } from './routes/intake-routes.ts';
import { searchRoutes } from './routes/search-routes.ts';

/** Routes of missing persons' cases. */
export const missingPersonRoutes = {
  ...intakeRoutes,
  ...searchRoutes,
  ...endingRoutes,
} as const satisfies Record<string, RouteContract>;
