import { randomUUID } from 'node:crypto';

import { ConflictError, DomainError, InvalidRequestError } from '#platform/errors.ts';
import { preferredLanguage } from '#platform/http/preferred-language.ts';
import type { RouteReply } from '#platform/http/route.ts';
import type { Link } from '#platform/link/link.ts';
import type { Platform } from '#platform/platform.ts';

import { findLink } from './find-link.ts';
import { linkPage, refusalPage, type PageSetting } from './link-page.ts';
import { viewLink, type LinkView } from './link-view.ts';
import { linkWords } from './link-words.ts';

interface LinkRequest {
  readonly parameters: { readonly token: string };
  readonly accept: string;
  readonly acceptLanguage: string;
}

/** Whether the client wants JSON instead of a page: it says so, as no browser does. */
export function wantsJson({ accept }: Pick<LinkRequest, 'accept'>): boolean {
  return /\bapplication\/json\b/.test(accept) && !/\btext\/html\b/.test(accept);
}

/**
 * What `act` finds, as a page; an expected refusal becomes a page too, which says who has answered or what to do
 * instead. In the language of the browser, else the addressee's.
 */
export async function presentLink(
  platform: Platform,
  request: LinkRequest,
  act: () => Promise<LinkView>,
): Promise<RouteReply> {
  const link = (await findLink(platform, request.parameters.token))?.body;
  const { deployment } = platform;
  const setting: PageSetting = {
    deployment,
    language: preferredLanguage(request.acceptLanguage, link?.language ?? deployment.language),
    ...(link === undefined ? {} : { deskStationId: link.officerStationId }),
  };
  try {
    return { status: 200, body: openPage(setting, await act()) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { status: error.status, body: await refusal(platform, setting, link, error) };
  }
}

async function refusal(
  platform: Platform,
  setting: PageSetting,
  link: Link | undefined,
  error: DomainError,
): Promise<string> {
  const { slug } = error;
  if (link === undefined) return refusalPage(setting, { slug });
  if (slug === 'task-withdrawn') return withdrawnPage(platform, setting, link);
  if (error instanceof ConflictError) return openPage(setting, await viewLink(platform, link, 'standing'));
  if (error instanceof InvalidRequestError && link.kind === 'task') {
    const view = await viewLink(platform, link, 'incident');
    return openPage(setting, view, linkWords.chooseFinding[setting.language]);
  }
  const explains = slug === 'link-used';
  return refusalPage(
    setting,
    explains ? { slug, view: await viewLink(platform, link, 'standing') } : { slug },
  );
}

/** A superseded task takes a finding, and nothing else: its form is shown again and says so. */
async function withdrawnPage(platform: Platform, setting: PageSetting, link: Link): Promise<string> {
  const view = await viewLink(platform, link, 'incident');
  if (view.state !== 'open') return openPage(setting, view);
  return openPage(setting, view, linkWords.onlyFindings[setting.language]);
}

/** Each page has a key of its own: pressing its button twice is one request. */
function openPage(setting: PageSetting, view: LinkView, fault?: string): string {
  const idempotencyKey = randomUUID();
  return linkPage(setting, view, { idempotencyKey, ...(fault === undefined ? {} : { fault }) });
}
