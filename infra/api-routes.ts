import { routesByFunction } from '#functions/service-description/all-routes.ts';
import type { RouteContract } from '#platform/http/route.ts';

import type { FunctionName } from './function-entries.ts';

/** Name of a function that answers routes. */
export type ApiFunctionName = keyof typeof routesByFunction;

/** The routes of each API function; every one of them has an entry. */
export const apiRoutes: Readonly<Record<ApiFunctionName & FunctionName, readonly RouteContract[]>> =
  routesByFunction;

/** All function names that answer routes. */
export const apiFunctionNames = Object.keys(apiRoutes) as ApiFunctionName[];
