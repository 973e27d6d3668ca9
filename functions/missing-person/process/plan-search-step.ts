import type { SearchPlatform } from '#functions/missing-person/search-platform.ts';
import type { PlanReason } from '#functions/missing-person/model/search-state.ts';
import { notifying, stationsOf } from '#platform/case/case-change.ts';
import type { CaseChange } from '#functions/missing-person/commands/case-change.ts';

import { planNext } from './plan-next.ts';
import type { ProcessRun } from '#platform/case/process-step.ts';
import { takeStep } from './process-step.ts';

/** Both stations have just been alerted when these plans are made, and need no second message. */
const announced: readonly PlanReason[] = ['opened', 'reopened'];

/** Plans the search if a plan is due: the first one, or because of news. Of news both stations are told. */
export async function planSearchStep(platform: SearchPlatform, run: ProcessRun): Promise<void> {
  await takeStep(platform, run, 'planSearch', async (state, at) => {
    const { planNeeded } = state.search;
    if (state.status !== 'searching' || planNeeded === undefined) return undefined;
    const { next, writes, data } = await planNext(platform, state, at);
    const change: CaseChange = { next, writes, event: { type: 'searchPlanned', data } };
    if (announced.includes(planNeeded)) return change;
    return notifying(
      change,
      [
        {
          kind: 'searchReplanned',
          stationIds: stationsOf(state),
          toTopic: true,
        },
      ],
      at,
    );
  });
}
