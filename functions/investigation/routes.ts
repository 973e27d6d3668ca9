import type { RouteContract } from '#platform/http/route.ts';

import { closingRoutes } from './routes/closing-routes.ts';
import { intelligenceRoutes } from './routes/intelligence-routes.ts';
import { matterRoutes } from './routes/matter-routes.ts';
import { pursuitRoutes } from './routes/pursuit-routes.ts';
import { stepRoutes } from './routes/step-routes.ts';

/** Routes of joint investigations. */
export const investigationRoutes = {
  ...matterRoutes,
  ...intelligenceRoutes,
  ...stepRoutes,
  ...pursuitRoutes,
  ...closingRoutes,
} as const satisfies Record<string, RouteContract>;
