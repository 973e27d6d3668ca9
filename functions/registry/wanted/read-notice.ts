import type * as z from 'zod';

import { noticeSchema } from '#functions/registry/model/notice.ts';
import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { loadNotice } from '#functions/registry/store/notice-store.ts';
import { recordActor, type OfficerActor } from '#platform/actor/actor.ts';
import { recordAccess } from '#platform/audit/access-log.ts';
import { authorizeInPartnership, refuse } from '#platform/authorization/authorize.ts';
import { NotFoundError } from '#platform/errors.ts';

/** A notice as officers read it. */
export const noticeViewSchema = noticeSchema.omit({ auditHead: true });

/**
 * A notice for an officer to read; the reading is logged before it is answered.
 * @throws NotFoundError when there is none
 */
export async function readNotice(
  platform: RegistryPlatform,
  actor: OfficerActor,
  { partnershipId, noticeId }: { readonly partnershipId: string; readonly noticeId: string },
  purpose: string,
): Promise<z.infer<typeof noticeViewSchema>> {
  await authorizeInPartnership(platform, actor, 'wanted.read', partnershipId);
  const opened = await loadNotice(platform, partnershipId, noticeId);
  if (opened === undefined) return refuse(platform, actor, 'wanted.read', noticeId, new NotFoundError());
  await recordAccess(platform.store, actor.stationId, {
    at: platform.clock.now().toISOString(),
    actor: recordActor(actor),
    action: 'wanted.read',
    outcome: 'read',
    target: noticeId,
    reason: purpose,
  });
  const { auditHead: _, ...view } = opened.notice;
  return view;
}
