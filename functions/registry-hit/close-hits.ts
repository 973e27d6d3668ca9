import { pairSchema, type Pair } from '#functions/registry/matching/pair.ts';
import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { pairKey } from '#functions/registry/store/keys.ts';
import { loadNotice } from '#functions/registry/store/notice-store.ts';
import { workWrite } from '#functions/registry/store/work-store.ts';
import { notifying, decisionOf, stationsOf, wakeAll } from '#platform/case/case-change.ts';
import { runCaseCommand } from '#platform/case/case-command.ts';
import { queryAll } from '#platform/store/item-store.ts';

import { pairSettled } from './commands/close-pair.ts';
import { hitCaseSchema, type HitCase } from './model/hit-case.ts';

/** Ids of residents begin so. */
const RESIDENT_PREFIX = 'R-';

/**
 * Closes the open hits of a notice that was withdrawn or has expired. One that was issued again meanwhile is compared anew: its
 * new issue may raise the same residents again.
 */
export async function closeHits(
  platform: RegistryPlatform,
  { partnershipId, noticeId }: { readonly partnershipId: string; readonly noticeId: string },
): Promise<void> {
  const opened = await loadNotice(platform, partnershipId, noticeId);
  const { pk } = pairKey(partnershipId, noticeId, '');
  const pairs = await queryAll(platform.store, pk, RESIDENT_PREFIX, pairSchema);
  const standing = (pair: Pair) => opened?.notice.status === 'inForce' && pair.issue === opened.notice.issue;
  for (const { body: pair } of pairs)
    if (pair.status === 'raised' && !standing(pair)) await withdraw(platform, pair.hitCaseId);
  if (opened?.notice.status === 'inForce')
    await platform.store.transact([
      workWrite({ type: 'compareNotice', partnershipId, noticeId }, platform.clock.now()),
    ]);
}

async function withdraw(platform: RegistryPlatform, caseId: string): Promise<void> {
  await runCaseCommand<HitCase>(platform, {
    schema: hitCaseSchema,
    caseId,
    actor: { kind: 'system', process: 'registry-matching' },
    action: 'process.noticeWithdrawn',
    decide: async (state, at) => {
      if (state.status !== 'verifying') return undefined;
      const next: HitCase = {
        ...state,
        status: 'closed',
        closedAt: at.toISOString(),
        outcome: 'withdrawn',
        decisionsDue: [],
      };
      const change = notifying(
        {
          next,
          event: { type: 'withdrawn', data: {} },
          writes: [await pairSettled(platform.store, state, 'withdrawn')],
          effects: [wakeAll(state)],
        },
        [{ kind: 'registryHitWithdrawn', stationIds: stationsOf(next), toTopic: true }],
        at,
      );
      return decisionOf(change, state.version + 1);
    },
  });
}
