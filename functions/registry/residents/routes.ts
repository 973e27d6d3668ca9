import type { RouteContract } from '#platform/http/route.ts';

import { feedRoutes } from './routes/feed-routes.ts';
import { lifeRoutes } from './routes/life-routes.ts';
import { proposalRoutes } from './routes/proposal-routes.ts';
import { recordRoutes } from './routes/record-routes.ts';

/** Routes of the residents. */
export const residentRoutes = {
  ...recordRoutes,
  ...lifeRoutes,
  ...proposalRoutes,
  ...feedRoutes,
} as const satisfies Record<string, RouteContract>;
