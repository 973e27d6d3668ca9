import * as z from 'zod';

import { roleSchema, type OfficerActor } from '#platform/actor/actor.ts';
import { addSeconds } from '#platform/clock.ts';
import { newLinkToken, sha256 } from '#platform/ids.ts';
import { languageSchema } from '#platform/localized-text.ts';
import type { Key, NewItem, Stored, Write } from '#platform/store/item-store.ts';

/**
 * A single-use link that was sent to one officer's own telephone. Only the hash of its token is stored; whoever holds
 * the link acts as that officer, for this one purpose, until it expires or is used.
 */
export const linkSchema = z.object({
  /** SHA-256 of the token: the link's name in keys, idempotency scopes and actors. */
  tokenHash: z.string(),
  kind: z.enum(['acknowledge', 'task']),
  caseId: z.string(),
  notificationId: z.string(),
  /** The alerted station: the leg that the link acknowledges, or the station that has the task. */
  stationId: z.string(),
  /** The addressee, and the station they belong to: the superior's liaison acknowledges for another station. */
  officerId: z.string(),
  officerStationId: z.string(),
  roles: z.array(roleSchema),
  taskId: z.string().optional(),
  language: languageSchema,
  expiresAt: z.iso.datetime(),
  usedAt: z.iso.datetime().optional(),
});

/** A single-use link that was sent to one officer's own telephone. */
export type Link = z.infer<typeof linkSchema>;

/** Key of a link. */
export function linkKey(tokenHash: string): Key {
  return { pk: `LINK#${tokenHash}`, sk: 'LINK' };
}

/** Path of a link below the deployment's `publicBaseUrl`. */
export function linkPath(token: string): string {
  return `/l/${token}`;
}

/** A fresh link and its token, which exists only in the message that carries it. */
export function newLink(
  content: Omit<Link, 'tokenHash' | 'expiresAt' | 'usedAt'>,
  at: Date,
  linkSeconds: number,
): { readonly token: string; readonly write: Write } {
  const token = newLinkToken();
  const expiresAt = addSeconds(at, linkSeconds).toISOString();
  const link: Link = { ...content, tokenHash: sha256(token), expiresAt };
  return { token, write: { kind: 'create', item: linkItem(link) } };
}

/** Whether the link can no longer be used because of its age. The store drops expired links only days later. */
export function isExpired(link: Link, at: Date): boolean {
  return Date.parse(link.expiresAt) <= at.getTime();
}

/** Marks a link as used; part of the transaction of the command that it was used for, so that it works once. */
export function useLinkWrite(link: Stored<Link>, at: Date): Write {
  const used: Link = { ...link.body, usedAt: at.toISOString() };
  return { kind: 'replace', item: linkItem(used), revision: link.revision };
}

/** The addressee, acting through the link. */
export function linkActor(link: Link): OfficerActor {
  return {
    kind: 'officer',
    officerId: link.officerId,
    stationId: link.officerStationId,
    roles: link.roles,
    viaLink: link.tokenHash,
  };
}

/** Idempotency scope of what is done through the link: a double tap is the same request. */
export function linkScope(link: Pick<Link, 'tokenHash'>): string {
  return `link:${link.tokenHash}`;
}

function linkItem(link: Link): NewItem {
  return {
    key: linkKey(link.tokenHash),
    entity: 'link',
    body: link,
    expiresAt: Math.floor(Date.parse(link.expiresAt) / 1000),
  };
}
