import type { RouteContract } from '#platform/http/route.ts';

import { endingRoutes } from './routes/ending-routes.ts';
import { handoverRoutes } from './routes/handover-routes.ts';
import { incidentRoutes } from './routes/incident-routes.ts';
import { legalRoutes } from './routes/legal-routes.ts';
import { preparationRoutes } from './routes/preparation-routes.ts';
import { readingRoutes } from './routes/reading-routes.ts';

/** Routes of suspect transfers. */
export const transferRoutes = {
  ...preparationRoutes,
  ...legalRoutes,
  ...handoverRoutes,
  ...incidentRoutes,
  ...endingRoutes,
  ...readingRoutes,
} as const satisfies Record<string, RouteContract>;
