import type { OfficerActor } from '#platform/actor/actor.ts';
import { authorizeInPartnership, refuse } from '#platform/authorization/authorize.ts';
import { ForbiddenError, InvalidRequestError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';

import { digestOf, type Digest } from './digest.ts';

/**
 * The digest of a day: of the officer's own station, or for the superior of the one that is named.
 * @throws ForbiddenError `own-digest-alone` when a station asks for that of another
 */
export async function readDigest(
  platform: Platform,
  actor: OfficerActor,
  partnershipId: string,
  { day, station }: { readonly day: string; readonly station?: string | undefined },
): Promise<Digest> {
  const action = 'registry.readDigest';
  const relation = await authorizeInPartnership(platform, actor, action, partnershipId);
  const stationId = station ?? actor.stationId;
  if (relation === 'member' && stationId !== actor.stationId)
    return refuse(
      platform,
      actor,
      action,
      partnershipId,
      new ForbiddenError('own-digest-alone', 'A station reads who looked at its own residents.'),
    );
  const stations: readonly string[] =
    platform.deployment.partnerships.find(({ id }) => id === partnershipId)?.stations ?? [];
  if (!stations.includes(stationId))
    throw new InvalidRequestError([{ field: 'station', message: `must be one of ${stations.join(', ')}` }]);
  return digestOf(platform, partnershipId, stationId, day);
}
