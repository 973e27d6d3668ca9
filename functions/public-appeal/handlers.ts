import { randomUUID } from 'node:crypto';

import { photoAddress } from '#functions/missing-person/view/photo-address.ts';
import type { PhotoStore } from '#functions/missing-person/photo/photo-store.ts';
import {
  DomainError,
  GoneError,
  InvalidRequestError,
  NotFoundError,
  RateLimitedError,
} from '#platform/errors.ts';
import { preferredLanguage } from '#platform/http/preferred-language.ts';
import type { RouteHandlers, RouteReply } from '#platform/http/route.ts';
import type { Language } from '#platform/localized-text.ts';
import type { Platform } from '#platform/platform.ts';

import { appealPage, plainPage, thanksPage } from './appeal-page.ts';
import { leaveTip } from './leave-tip.ts';
import { liveAppeal } from './live-appeal.ts';
import type { publicAppealRoutes } from './routes.ts';

/** Handlers of the public appeal: pages for everybody, JSON for clients that accept nothing else. */
export function publicAppealHandlers(
  platform: Platform,
  photos: PhotoStore,
): RouteHandlers<typeof publicAppealRoutes> {
  const languageOf = ({ acceptLanguage }: { readonly acceptLanguage: string }) =>
    preferredLanguage(acceptLanguage, platform.deployment.language);
  return {
    readAppeal: ({ parameters, ...request }) =>
      orPlainPage(request, languageOf(request), async () => {
        const appeal = await liveAppeal(platform, parameters.appealId);
        return { status: 200, body: appealPage(appeal, languageOf(request), randomUUID()) };
      }),

    readAppealPhoto: async ({ parameters }) => {
      const { appeal, caseId } = await liveAppeal(platform, parameters.appealId);
      if (appeal.content.photoId === undefined) throw new NotFoundError();
      const { url } = await photoAddress(platform, photos, caseId, appeal.content.photoId);
      return { status: 303, body: '', headers: { location: url } };
    },

    leaveTip: ({ parameters: { appealId }, body: tip, ...request }) =>
      orPlainPage(request, languageOf(request), async () => {
        const { sourceIp, idempotencyKey, requestHash } = request;
        const { drill } = await leaveTip(platform, { appealId, tip, sourceIp, idempotencyKey, requestHash });
        if (wantsJson(request))
          return { status: 202, contentType: 'application/json', body: { received: true } };
        return { status: 202, body: thanksPage(appealId, languageOf(request), drill) };
      }),
  };
}

function wantsJson({ accept }: { readonly accept: string }): boolean {
  return /\bapplication\/json\b/.test(accept) && !/\btext\/html\b/.test(accept);
}

/** What `answer` says; whoever reads pages gets a refusal as a page too. */
async function orPlainPage(
  request: { readonly accept: string },
  language: Language,
  answer: () => Promise<RouteReply>,
): Promise<RouteReply> {
  try {
    return await answer();
  } catch (error) {
    const reason = wantsJson(request) ? undefined : reasonOf(error);
    if (reason === undefined || !(error instanceof DomainError)) throw error;
    return {
      status: error.status,
      contentType: 'text/html; charset=utf-8',
      body: plainPage(reason, language),
      ...(error instanceof RateLimitedError
        ? { headers: { 'retry-after': String(error.extension['retryAfterSeconds']) } }
        : {}),
    };
  }
}

function reasonOf(error: unknown): Parameters<typeof plainPage>[0] | undefined {
  if (error instanceof GoneError) return 'over';
  if (error instanceof NotFoundError) return 'unknown';
  if (error instanceof RateLimitedError) return 'busy';
  return error instanceof InvalidRequestError ? 'invalid' : undefined;
}
