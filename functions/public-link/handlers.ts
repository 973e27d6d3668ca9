import type { RouteHandlers } from '#platform/http/route.ts';
import { isExpired } from '#platform/link/link.ts';
import type { Platform } from '#platform/platform.ts';

import { requireLink } from './find-link.ts';
import { viewLink } from './link-view.ts';
import { presentLink, wantsJson } from './present-link.ts';
import { readLink } from './read-link.ts';
import type { publicLinkRoutes } from './routes.ts';
import { useLink } from './use-link.ts';

/** Handlers of the links' routes: pages for telephones, JSON for clients that ask for it. */
export function publicLinkHandlers(platform: Platform): RouteHandlers<typeof publicLinkRoutes> {
  return {
    openLink: async (request) => {
      const read = () => readLink(platform, request.parameters.token);
      return wantsJson(request) ? { ...json, body: await read() } : presentLink(platform, request, read);
    },

    useLink: async (request) => {
      const { token } = request.parameters;
      const { finding, note } = request.body;
      const use = () =>
        useLink(platform, {
          token,
          // A form sends an empty note where nothing was written.
          report: { finding, note: note?.trim() === '' ? undefined : note },
          idempotencyKey: request.idempotencyKey,
          requestHash: request.requestHash,
        });
      if (wantsJson(request)) return { ...json, body: (await use()).body };
      return presentLink(platform, request, async () => {
        await use();
        return viewUsed(platform, token);
      });
    },
  };
}

const json = { status: 200, contentType: 'application/json' } as const;

/** Whoever has just answered reads once more what they take on; repeating the request does not show it for ever. */
async function viewUsed(platform: Platform, token: string) {
  const { body: link } = await requireLink(platform, token);
  return viewLink(platform, link, isExpired(link, platform.clock.now()) ? 'standing' : 'incident');
}
