import { stationsOf } from '#platform/case/case-change.ts';
import type { TransferCase } from '#functions/transfer/model/transfer-case.ts';

type DecisionsDue = TransferCase['decisionsDue'];

/**
 * The case with what waits for a decision as it now stands: the approval of each chief who has not approved, then an
 * appointment, then the receipt within its window. What was due before keeps since when it was.
 */
export function withDecisionsDue(state: TransferCase, at: Date): TransferCase {
  const decisionsDue = decisionsDueIn(state).map((due) => {
    const before = state.decisionsDue.find(
      ({ kind, stationId }) => kind === due.kind && stationId === due.stationId,
    );
    return { ...due, since: before?.since ?? at.toISOString() };
  });
  return { ...state, decisionsDue };
}

function decisionsDueIn(state: TransferCase): Omit<DecisionsDue[number], 'since'>[] {
  const { status, approvals, contentVersion, requestingStationId, handover } = state;
  if (status === 'awaitingApproval')
    return stationsOf(state)
      .filter(
        (stationId) =>
          !approvals.some((each) => each.stationId === stationId && each.contentVersion === contentVersion),
      )
      .map((stationId) => ({ kind: 'approval', stationId }));
  if (status === 'approved')
    return stationsOf(state).map((stationId) => ({ kind: 'appointment', stationId }));
  if (status === 'handingOver')
    return [
      {
        kind: 'receipt',
        stationId: requestingStationId,
        ...(handover === undefined ? {} : { dueAt: handover.windowEndsAt }),
      },
    ];
  return [];
}
