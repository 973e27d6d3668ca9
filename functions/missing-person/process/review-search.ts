import type { SearchPlatform } from '#functions/missing-person/search-platform.ts';
import { notifying, stationsOf } from '#platform/case/case-change.ts';
import type { MissingPersonCase } from '#functions/missing-person/model/missing-person-case.ts';

import { planNext } from './plan-next.ts';
import type { ProcessRun } from '#platform/case/process-step.ts';
import { takeStep } from './process-step.ts';

/** Reviews a search that has gone without news for the whole interval: it is widened, and both stations are told. */
export async function reviewSearch(platform: SearchPlatform, run: ProcessRun): Promise<void> {
  await takeStep(platform, run, 'reviewSearch', async (state, at) => {
    if (!isReviewDue(state, at)) return undefined;
    const { search } = state;
    const widened = { ...search, widening: search.widening + 1, reviewedAt: at.toISOString() };
    const { next, writes, data } = await planNext(platform, { ...state, search: widened }, at);
    return notifying(
      { next, writes, event: { type: 'searchReviewed', data } },
      [
        {
          kind: 'searchReviewed',
          stationIds: stationsOf(state),
          toTopic: true,
        },
      ],
      at,
    );
  });
}

/** Whether the review interval has passed; not while a plan is due anyway, for then there is news. */
export function isReviewDue({ status, search }: MissingPersonCase, at: Date): boolean {
  if (status !== 'searching' || search.planNeeded !== undefined || search.nextReviewAt === undefined)
    return false;
  return Date.parse(search.nextReviewAt) <= at.getTime();
}
