import { isDeepStrictEqual } from 'node:util';

import type { MissingPersonCase } from '#functions/missing-person/model/missing-person-case.ts';
import type { Details } from '#functions/missing-person/model/person-details.ts';
import type { SearchState } from '#functions/missing-person/model/search-state.ts';

import { wakeProcess } from '#platform/case/case-change.ts';
import type { CaseChange } from './case-change.ts';

/**
 * The case with new details. If they change what a search is planned from while it runs, a new plan is due; the origin
 * moves with the last-seen point until a sighting has taken its place.
 */
export function withDetails(
  state: MissingPersonCase,
  details: Details,
  event: CaseChange['event'],
): CaseChange {
  const search = searchWith(state, details);
  const replan = state.status === 'searching' && search.planNeeded !== state.search.planNeeded;
  return {
    next: { ...state, details, search },
    event,
    ...(replan ? { effects: [wakeProcess(state)] } : {}),
  };
}

function searchWith({ details: before, search, status }: MissingPersonCase, after: Details): SearchState {
  const bySighting = search.originSightingId !== undefined;
  const { originTime: _, direction: __, ...rest } = search;
  const moved: SearchState = bySighting
    ? search
    : {
        ...rest,
        origin: after.lastSeen.point,
        ...(after.lastSeen.at === undefined ? {} : { originTime: after.lastSeen.at }),
        ...(after.direction === undefined ? {} : { direction: after.direction }),
      };
  const differs =
    before.category !== after.category ||
    before.meansOfTravel !== after.meansOfTravel ||
    !isDeepStrictEqual(search, moved);
  if (!differs || status !== 'searching') return moved;
  const elsewhere = !isDeepStrictEqual(search.origin, moved.origin);
  return {
    ...moved,
    planNeeded: search.planNeeded ?? 'amended',
    ...(elsewhere ? { widening: 0, originPlan: search.planNumber + 1 } : {}),
  };
}
