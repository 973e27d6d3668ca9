import { caseworkRoutes } from '#functions/casework/routes.ts';
import { dutyRoutes } from '#functions/duty/routes.ts';
import { missingPersonRoutes } from '#functions/missing-person/routes.ts';
import { publicAppealRoutes } from '#functions/public-appeal/routes.ts';
import { publicLinkRoutes } from '#functions/public-link/routes.ts';
import { serviceDescriptionRoutes } from '#functions/service-description/routes.ts';
import type { RouteContract } from '#platform/http/route.ts';

import type { FunctionName } from './function-entries.ts';

/** The routes of each API function. */
export const apiRoutes = {
  'casework-api': Object.values<RouteContract>(caseworkRoutes),
  'duty-api': Object.values<RouteContract>(dutyRoutes),
  'missing-person-api': Object.values<RouteContract>(missingPersonRoutes),
  'public-appeal': Object.values<RouteContract>(publicAppealRoutes),
  'public-link': Object.values<RouteContract>(publicLinkRoutes),
  'service-description': Object.values<RouteContract>(serviceDescriptionRoutes),
} as const satisfies Partial<Record<FunctionName, readonly RouteContract[]>>;

/** Name of a function that answers routes. */
export type ApiFunctionName = keyof typeof apiRoutes;

/** All function names that answer routes. */
export const apiFunctionNames = Object.keys(apiRoutes) as ApiFunctionName[];
