import type { RouteContract } from '#platform/http/route.ts';

import { exchangeRoutes } from './exchange/routes.ts';
import { lookupRoutes } from './lookup/routes.ts';
import { residentRoutes } from './residents/routes.ts';
import { wantedRoutes } from './wanted/routes.ts';

/** Routes of the resident registry, its files and the wanted list. */
export const registryRoutes = {
  ...residentRoutes,
  ...lookupRoutes,
  ...wantedRoutes,
  ...exchangeRoutes,
} as const satisfies Record<string, RouteContract>;
