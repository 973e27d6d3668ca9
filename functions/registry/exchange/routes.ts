import type { RouteContract } from '#platform/http/route.ts';

import { exportRoutes } from './routes/export-routes.ts';
import { importRoutes } from './routes/import-routes.ts';

/** Routes of the files by which residents come in and go out. */
export const exchangeRoutes = { ...importRoutes, ...exportRoutes } as const satisfies Record<
  string,
  RouteContract
>;
