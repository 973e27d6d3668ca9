import type { OfficerActor } from '#platform/actor/actor.ts';
import { withCallsEnded } from '#platform/case/answered-by-decision.ts';
import { stationsOf } from '#platform/case/case-change.ts';
import type { ItemStore } from '#platform/store/item-store.ts';

import { awaitsDecision } from './decisions-due.ts';
import type { InvestigationChange } from './investigation-change.ts';

/**
 * The change, after which no chief is called any more who has nothing left to decide: because they have decided on everything,
 * or because what they were asked was refused by the other chief, or taken back.
 */
export function withoutNeedlessCalls(
  store: ItemStore,
  change: InvestigationChange,
  actor: OfficerActor,
  at: Date,
): Promise<InvestigationChange> {
  const { next } = change;
  const idle = stationsOf(next).filter(
    (stationId) => !next.steps.some((step) => awaitsDecision(step, stationId)),
  );
  return withCallsEnded(store, change, 'stepApprovalNeeded', idle, actor, at);
}
