import { caseworkRoutes } from '#functions/casework/routes.ts';
import { dutyRoutes } from '#functions/duty/routes.ts';
import { investigationRoutes } from '#functions/investigation/routes.ts';
import { missingPersonRoutes } from '#functions/missing-person/routes.ts';
import { publicAppealRoutes } from '#functions/public-appeal/routes.ts';
import { publicLinkRoutes } from '#functions/public-link/routes.ts';
import { registryRoutes } from '#functions/registry/routes.ts';
import { registryHitRoutes } from '#functions/registry-hit/routes.ts';
import { transferRoutes } from '#functions/transfer/routes.ts';
import type { RouteContract } from '#platform/http/route.ts';

import { serviceDescriptionRoutes } from './routes.ts';

/** The routes of each API function, by the function's name, in the order in which the OpenAPI document lists them. */
export const routesByFunction = {
  'missing-person-api': Object.values<RouteContract>(missingPersonRoutes),
  'investigation-api': Object.values<RouteContract>(investigationRoutes),
  'transfer-api': Object.values<RouteContract>(transferRoutes),
  'registry-api': Object.values<RouteContract>(registryRoutes),
  'registry-hit-api': Object.values<RouteContract>(registryHitRoutes),
  'casework-api': Object.values<RouteContract>(caseworkRoutes),
  'duty-api': Object.values<RouteContract>(dutyRoutes),
  'public-link': Object.values<RouteContract>(publicLinkRoutes),
  'public-appeal': Object.values<RouteContract>(publicAppealRoutes),
  'service-description': Object.values<RouteContract>(serviceDescriptionRoutes),
} as const satisfies Readonly<Record<string, readonly RouteContract[]>>;

/** Every route of the system. */
export const allRoutes: readonly RouteContract[] = Object.values(routesByFunction).flat();
