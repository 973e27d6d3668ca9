import type { Platform } from '#platform/platform.ts';

import { requireAddressee } from './addressee.ts';
import { requireLink } from './find-link.ts';
import { viewLink, type LinkView } from './link-view.ts';

/**
 * What a link leads to. Changes nothing, for telephones and mail filters open links by themselves.
 * @throws NotFoundError when the link is not known
 * @throws GoneError when it was used, has expired, or its addressee has left the roster
 */
export async function readLink(platform: Platform, token: string): Promise<LinkView> {
  const { body: link } = await requireLink(platform, token);
  await requireAddressee(platform, link, 'link.read');
  return viewLink(platform, link, 'incident');
}
