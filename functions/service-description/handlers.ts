import type { RouteContract, RouteHandlers } from '#platform/http/route.ts';

import { openApiDocument } from './openapi.ts';
import type { serviceDescriptionRoutes } from './routes.ts';

/** Handler of the route that describes `routes`; the document is made once. */
export function serviceDescriptionHandlers(
  routes: readonly RouteContract[],
  serverUrl: string,
): RouteHandlers<typeof serviceDescriptionRoutes> {
  const document = openApiDocument(routes, serverUrl);
  return {
    readOpenApi: async () => ({ status: 200, body: document, headers: { 'cache-control': 'max-age=300' } }),
  };
}
