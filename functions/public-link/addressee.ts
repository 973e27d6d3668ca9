import { recordActor, type OfficerActor } from '#platform/actor/actor.ts';
import { refuse } from '#platform/authorization/authorize.ts';
import { GoneError } from '#platform/errors.ts';
import { isExpired, linkActor, type Link } from '#platform/link/link.ts';
import type { Platform } from '#platform/platform.ts';
import { dutyBookKey, dutyBookSchema, type Officer } from '#platform/roster/roster.ts';

/**
 * The link's addressee, acting through it with the roles that the roster gives them now; or the refusal is written into
 * the audit.
 * @throws GoneError `link-used`, `link-expired`, or `link-void` when the addressee has left the roster
 */
export async function requireAddressee(
  platform: Platform,
  link: Link,
  action: 'link.read' | 'link.use',
): Promise<OfficerActor> {
  const refused = (error: GoneError) => refuse(platform, linkActor(link), action, link.caseId, error);
  if (link.usedAt !== undefined) return refused(linkUsed(link));
  if (isExpired(link, platform.clock.now()))
    return refused(new GoneError('link-expired', 'This link has expired.', { expiredAt: link.expiresAt }));
  const officer = await officerOf(platform, link.officerStationId, link.officerId);
  if (officer === undefined)
    return refused(new GoneError('link-void', 'The officer to whom this link was sent has left the roster.'));
  return { ...linkActor(link), roles: officer.roles };
}

/** The refusal of a link that has served its purpose. */
export function linkUsed(link: Link): GoneError {
  return new GoneError('link-used', 'This link has been used.', {
    usedAt: link.usedAt,
    usedBy: recordActor(linkActor(link)),
  });
}

/** The officer as their station's roster knows them now. */
export async function officerOf(
  platform: Platform,
  stationId: string,
  officerId: string,
): Promise<Officer | undefined> {
  const book = await platform.store.get(dutyBookKey(stationId), dutyBookSchema);
  return book?.body.roster.officers.find((officer) => officer.officerId === officerId);
}
