import { recordActor, type OfficerActor } from '#platform/actor/actor.ts';
import { recordAccess } from '#platform/audit/access-log.ts';
import { authorizeAtStation } from '#platform/authorization/authorize.ts';
import type { Platform } from '#platform/platform.ts';

import { HANDOVER_PREFIX, handoverPartition, handoverSchema, type HandoverList } from './handover.ts';

const PAGE = 20;

/**
 * A station's handovers, newest first. The lookup is logged before it is answered.
 * @throws NotFoundError for a station outside the officer's partnerships
 * @throws ForbiddenError for a role or station that the permission table does not allow
 */
export async function listHandovers(
  platform: Platform,
  actor: OfficerActor,
  stationId: string,
  cursor?: string,
): Promise<HandoverList> {
  const action = 'handover.read';
  await authorizeAtStation(platform, actor, action, stationId);
  await recordAccess(platform.store, actor.stationId, {
    at: platform.clock.now().toISOString(),
    actor: recordActor(actor),
    action,
    outcome: 'read',
    target: stationId,
  });
  const page = await platform.store.query(handoverPartition(stationId), HANDOVER_PREFIX, handoverSchema, {
    limit: PAGE,
    descending: true,
    ...(cursor === undefined ? {} : { cursor }),
  });
  return {
    handovers: page.items.map(({ body }) => body),
    ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
  };
}
