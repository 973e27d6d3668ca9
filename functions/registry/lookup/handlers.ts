import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { preferredLanguage } from '#platform/http/preferred-language.ts';
import type { RouteHandlers } from '#platform/http/route.ts';

import { digestPage } from './digest/digest-page.ts';
import { readDigest } from './digest/read-digest.ts';
import { lookUp } from './look-up.ts';
import type { lookupRoutes } from './routes.ts';

/** Handlers of lookups: each maps a request to one use case and its result to a reply. */
export function lookupHandlers(platform: RegistryPlatform): RouteHandlers<typeof lookupRoutes> {
  return {
    lookUpResidents: async ({ actor, parameters, body }) => ({
      status: 200,
      body: await lookUp(platform, actor, parameters.partnershipId, body),
    }),
    readLookupDigest: async ({ actor, parameters: { partnershipId, day }, query, ...request }) => {
      const { station } = query;
      const digest = await readDigest(platform, actor, partnershipId, { day, station });
      if (!/\btext\/html\b/.test(request.accept)) return { status: 200, body: digest };
      const language = preferredLanguage(request.acceptLanguage, platform.deployment.language);
      return {
        status: 200,
        contentType: 'text/html; charset=utf-8',
        body: digestPage(digest, platform.deployment, language),
      };
    },
  };
}
