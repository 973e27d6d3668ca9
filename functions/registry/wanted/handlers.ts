import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import type { RouteHandlers } from '#platform/http/route.ts';

import { issueNotice, reissueNotice, withdrawNotice } from './notice-commands.ts';
import { readNotice } from './read-notice.ts';
import type { wantedRoutes } from './routes.ts';

/** Handlers of the wanted list: each maps a request to one use case and its result to a reply. */
export function wantedHandlers(platform: RegistryPlatform): RouteHandlers<typeof wantedRoutes> {
  return {
    issueNotice: (request) => issueNotice(platform, request, request.body),
    readNotice: async ({ actor, parameters, query }) => {
      const body = await readNotice(platform, actor, parameters, query.purpose);
      return { status: 200, version: body.version, body };
    },
    withdrawNotice: (request) => withdrawNotice(platform, request),
    reissueNotice: (request) => reissueNotice(platform, request, request.body),
  };
}
