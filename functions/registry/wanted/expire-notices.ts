import type { Notice } from '#functions/registry/model/notice.ts';
import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { noticesByStatus } from '#functions/registry/store/keys.ts';
import { changeNotice } from '#functions/registry/store/notice-command.ts';
import { keptNoticeSchema } from '#functions/registry/store/notice-store.ts';
import type { Work } from '#functions/registry/work/work.ts';

/**
 * Lets the notices expire whose validity has ended before a day; their open hits are closed. The list that is walked may be a
 * moment behind: what it misses today raises no hit either, and expires tomorrow.
 */
export async function expireNotices(
  platform: RegistryPlatform,
  { partnershipId, day }: Omit<Extract<Work, { type: 'expireNotices' }>, 'type'>,
): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await platform.store.queryIndex(
      'gsi1',
      noticesByStatus(partnershipId, 'inForce'),
      keptNoticeSchema,
      cursor === undefined ? {} : { cursor },
    );
    for (const { body } of page.items) await expire(platform, partnershipId, body.noticeId, day);
    cursor = page.cursor;
  } while (cursor !== undefined);
}

async function expire(
  platform: RegistryPlatform,
  partnershipId: string,
  noticeId: string,
  day: string,
): Promise<void> {
  await changeNotice(platform, {
    actor: { kind: 'system', process: 'registry-worker' },
    action: 'process.expire',
    partnershipId,
    noticeId,
    decide: (notice) =>
      hasEndedBefore(notice, day)
        ? { change: { status: 'expired' }, event: { type: 'expired', data: {} } }
        : undefined,
  });
}

function hasEndedBefore({ status, details }: Notice, day: string): boolean {
  return status === 'inForce' && details.validTo !== undefined && details.validTo < day;
}
