import { NotFoundError } from '#platform/errors.ts';
import { sha256 } from '#platform/ids.ts';
import { linkKey, linkSchema, type Link } from '#platform/link/link.ts';
import type { Platform } from '#platform/platform.ts';
import type { Stored } from '#platform/store/item-store.ts';

/** The link of that token, or undefined if there is none (any more). Only the token's hash is looked up or kept. */
export async function findLink(platform: Platform, token: string): Promise<Stored<Link> | undefined> {
  return platform.store.get(linkKey(sha256(token)), linkSchema);
}

/** @throws NotFoundError when no link has that token; nobody is known then to whom a refusal could be attributed */
export async function requireLink(platform: Platform, token: string): Promise<Stored<Link>> {
  const link = await findLink(platform, token);
  if (link === undefined) throw new NotFoundError('This link is not known, or it expired long ago.');
  return link;
}
