import { planSearch } from '#functions/missing-person/search/plan-search.ts';
import type { SearchPlan } from '#functions/missing-person/search/search-plan.ts';
import type { SearchRequest } from '#functions/missing-person/search/search-request.ts';
import type { SearchPlatform } from '#functions/missing-person/search-platform.ts';
import { addSeconds } from '#platform/clock.ts';
import type { Write } from '#platform/store/item-store.ts';
import type { MissingPersonCase } from '#functions/missing-person/model/missing-person-case.ts';
import type { PlanSummary } from '#functions/missing-person/model/search-state.ts';
import { stationsOf } from '#platform/case/case-change.ts';

import { replaceTasks, tasksOf } from '#platform/task/case-tasks.ts';
import { mergeTasks } from './merge-tasks.ts';

/** A case with its next plan, and what the timeline says of it. */
export interface PlannedCase {
  readonly next: MissingPersonCase;
  readonly writes: readonly Write[];
  readonly data: Readonly<Record<string, unknown>>;
}

/** Plans the search of a case anew: from its origin, at its widening, merging the tasks that exist. */
export async function planNext(
  platform: SearchPlatform,
  state: MissingPersonCase,
  at: Date,
): Promise<PlannedCase> {
  const { planNeeded, ...search } = state.search;
  const basis = basisOf(state);
  const plan = planSearch(searchRequest(platform, state, basis, at));
  const planNumber = search.planNumber + 1;
  const numbers = { planNumber, originPlan: search.originPlan, plannedAt: at };
  const merged = (await tasksOf(platform.store, state)).map((kept) => ({
    kept,
    tasks: mergeTasks(kept.tasks, plan.stations[kept.stationId]?.tasks ?? [], numbers),
  }));
  const { reviewSeconds } = platform.deployment.timers.missingPerson;
  const summary = summaryOf(plan, basis, planNumber, at);
  return {
    next: {
      ...state,
      search: {
        ...search,
        planNumber,
        plan: summary,
        nextReviewAt: addSeconds(at, reviewSeconds).toISOString(),
      },
    },
    writes: merged.map(({ kept, tasks }) => replaceTasks(state.caseId, kept, tasks)),
    data: {
      planNumber,
      because: planNeeded,
      widening: search.widening,
      outsideProbability: summary.outsideProbability,
      stations: Object.fromEntries(
        merged.map(({ kept: { stationId }, tasks }) => [
          stationId,
          {
            probability: summary.stations[stationId]?.probability ?? 0,
            openTasks: tasks.filter(({ status }) => status === 'open').length,
          },
        ]),
      ),
    },
  };
}

/** What the planner is asked, for a new plan (`at` is now) or to draw an old one again (`at` is when it was made). */
export function searchRequest(
  { geography, searchSettings }: Pick<SearchPlatform, 'geography' | 'searchSettings'>,
  state: MissingPersonCase,
  { originTime, direction, ...basis }: PlanSummary['basis'],
  at: Date,
): SearchRequest {
  return {
    ...searchSettings,
    ...basis,
    originTime: originTime === undefined ? undefined : Date.parse(originTime),
    ...(direction === undefined ? {} : { direction }),
    now: at.getTime(),
    geography,
    stations: stationsOf(state),
  };
}

function basisOf({ details, search }: MissingPersonCase): PlanSummary['basis'] {
  return {
    category: details.category,
    origin: search.origin,
    ...(search.originTime === undefined ? {} : { originTime: search.originTime }),
    meansOfTravel: details.meansOfTravel,
    ...(search.direction === undefined ? {} : { direction: search.direction }),
    widening: search.widening,
  };
}

function summaryOf(plan: SearchPlan, basis: PlanSummary['basis'], planNumber: number, at: Date): PlanSummary {
  return {
    planNumber,
    plannedAt: at.toISOString(),
    basis,
    ...(plan.limitMetres === undefined ? {} : { limitMetres: plan.limitMetres }),
    rings: plan.rings,
    stations: Object.fromEntries(
      Object.entries(plan.stations).map(([stationId, { probability, sectors }]) => [
        stationId,
        { probability, sectors },
      ]),
    ),
    outsideProbability: plan.outsideProbability,
  };
}
