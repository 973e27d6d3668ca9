import * as z from 'zod';

import { workKey } from '#functions/registry/store/keys.ts';
import { workWrite } from '#functions/registry/store/work-store.ts';
import { addSeconds } from '#platform/clock.ts';
import type { Platform } from '#platform/platform.ts';
import { ConditionFailedError } from '#platform/store/item-store.ts';
import { shanghaiDay } from '#platform/messages/shanghai-time.ts';

import type { Work } from './work.ts';

const DAY_SECONDS = 86_400;

/**
 * Makes due what is done once a day, in the first round after midnight: each piece is named by its day, so that the other
 * rounds of the day find it there.
 */
export async function makeDailyWorkDue({ store, clock, deployment }: Platform): Promise<void> {
  const at = clock.now();
  const today = shanghaiDay(at);
  const yesterday = shanghaiDay(addSeconds(at, -DAY_SECONDS));
  const due = deployment.partnerships.flatMap(({ id: partnershipId, stations }) => [
    named(`expire.${partnershipId}.${today}`, { type: 'expireNotices', partnershipId, day: today }),
    ...stations.flatMap((stationId) => [
      named(`digest.${partnershipId}.${stationId}.${yesterday}`, {
        type: 'writeDigest',
        partnershipId,
        stationId,
        day: yesterday,
      }),
      named(`retention.${partnershipId}.${stationId}.${today}`, {
        type: 'eraseExpired',
        partnershipId,
        stationId,
        day: today,
      }),
    ]),
  ]);
  for (const { workId, work } of due) {
    if ((await store.get(workKey(workId), z.unknown())) !== undefined) continue;
    try {
      await store.transact([workWrite(work, at, workId)]);
    } catch (error) {
      // Another round was quicker.
      if (!(error instanceof ConditionFailedError)) throw error;
    }
  }
}

function named(workId: string, work: Work): { readonly workId: string; readonly work: Work } {
  return { workId, work };
}
