import { recordActor, type Actor } from '#platform/actor/actor.ts';
import { newId } from '#platform/ids.ts';
import type { Effect } from '#platform/outbox/effect.ts';
import type { Write } from '#platform/store/item-store.ts';
import type { MissingPersonCase } from '#functions/missing-person/model/missing-person-case.ts';
import type { SearchState } from '#functions/missing-person/model/search-state.ts';
import { sightingKey, type Sighting } from '#functions/missing-person/model/sighting.ts';

import { wakeProcess } from '#platform/case/case-change.ts';
import { requirePast } from '#platform/command/require-past.ts';

/** A sighting as it is told; `seenAt` defaults to now. */
export interface ToldSighting extends Pick<Sighting, 'point' | 'source'> {
  readonly seenAt?: string | undefined;
  readonly direction?: number | undefined;
  readonly placeDescription?: string | undefined;
  readonly note?: string | undefined;
  readonly tipId?: string | undefined;
  readonly taskId?: string | undefined;
}

/** What a command that brings a sighting has to add to its decision. */
export interface AddedSighting {
  readonly sighting: Sighting;
  readonly next: MissingPersonCase;
  readonly writes: readonly Write[];
  readonly effects: readonly Effect[];
  /** Whether the search is planned anew around it: not when a later sighting, or none, leads the search. */
  readonly replans: boolean;
}

/**
 * Adds a sighting to a case, for any command that brings one. While the search runs, the newest sighting becomes its
 * origin, the widening begins again, and a new plan is due.
 * @param field - path of the sighting's time in the request, for the refusal of a time to come
 * @throws InvalidRequestError when the person would have been seen in the future
 */
export function addSighting(
  state: MissingPersonCase,
  told: ToldSighting,
  actor: Actor,
  at: Date,
  field = 'seenAt',
): AddedSighting {
  requirePast(field, told.seenAt, at);
  const sighting: Sighting = {
    ...told,
    sightingId: newId('S', at),
    seenAt: told.seenAt ?? at.toISOString(),
    reportedAt: at.toISOString(),
    reportedBy: recordActor(actor),
  };
  const replans = state.status === 'searching' && isNewest(state.search, sighting);
  const item = {
    key: sightingKey(state.caseId, sighting.sightingId),
    entity: 'sighting' as const,
    body: sighting,
  };
  return {
    sighting,
    next: replans ? { ...state, search: movedTo(state.search, sighting) } : state,
    writes: [{ kind: 'create', item }],
    effects: replans ? [wakeProcess(state)] : [],
    replans,
  };
}

function isNewest({ originTime }: SearchState, { seenAt }: Sighting): boolean {
  return originTime === undefined || Date.parse(seenAt) >= Date.parse(originTime);
}

function movedTo(search: SearchState, sighting: Sighting): SearchState {
  const { direction: _, ...rest } = search;
  return {
    ...rest,
    origin: sighting.point,
    originTime: sighting.seenAt,
    originSightingId: sighting.sightingId,
    ...(sighting.direction === undefined ? {} : { direction: sighting.direction }),
    widening: 0,
    originPlan: search.planNumber + 1,
    planNeeded: search.planNeeded === 'opened' ? 'opened' : 'sighting',
  };
}
