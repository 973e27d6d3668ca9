import { caseworkRoutes } from '#functions/casework/routes.ts';
import { dutyRoutes } from '#functions/duty/routes.ts';
import { missingPersonRoutes } from '#functions/missing-person/routes.ts';
import { publicAppealRoutes } from '#functions/public-appeal/routes.ts';
import { publicLinkRoutes } from '#functions/public-link/routes.ts';
import type { RouteContract } from '#platform/http/route.ts';

import { serviceDescriptionRoutes } from './routes.ts';

/** Every route of the system, in the order in which the OpenAPI document lists them. */
export const allRoutes: readonly RouteContract[] = [
  ...Object.values<RouteContract>(missingPersonRoutes),
  ...Object.values<RouteContract>(caseworkRoutes),
  ...Object.values<RouteContract>(dutyRoutes),
  ...Object.values<RouteContract>(publicLinkRoutes),
  ...Object.values<RouteContract>(publicAppealRoutes),
  ...Object.values<RouteContract>(serviceDescriptionRoutes),
];
