import type { OfficerActor } from '#platform/actor/actor.ts';
import { refuse } from '#platform/authorization/authorize.ts';
import { ForbiddenError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';

/**
 * What a station imports and exports is its own business.
 * @param target what is asked for
 * @param stationId whose it is
 * @throws ForbiddenError `own-files-alone` when that is another station than the officer's; the refusal is logged
 */
export async function requireOwnStation(
  platform: Platform,
  actor: OfficerActor,
  action: 'registry.import' | 'registry.export',
  target: string,
  stationId: string,
): Promise<void> {
  if (stationId === actor.stationId) return;
  const message = `A station imports and exports its own residents alone: yours is ${actor.stationId}.`;
  await refuse(platform, actor, action, target, new ForbiddenError('own-files-alone', message));
}
