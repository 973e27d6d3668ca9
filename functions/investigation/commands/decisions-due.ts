import type { CoerciveStep } from '#functions/investigation/model/coercive-step.ts';
import type { InvestigationCase } from '#functions/investigation/model/investigation-case.ts';
import { stationsOf } from '#platform/case/case-change.ts';

import { standingProposal } from './closing-proposal.ts';

type DecisionsDue = InvestigationCase['decisionsDue'];

/**
 * The case with what waits for a decision as it now stands: the answer to a request, what was asked for, the approval of
 * each chief, papers, the consent to a closing. What was due before keeps since when it was.
 */
export function withDecisionsDue(state: InvestigationCase, at: Date): InvestigationCase {
  const decisionsDue = decisionsDueIn(state).map((due) => {
    const before = state.decisionsDue.find(
      ({ kind, stationId }) => kind === due.kind && stationId === due.stationId,
    );
    return { ...due, since: before?.since ?? at.toISOString() };
  });
  return { ...state, decisionsDue };
}

/** Whether the step waits for the decision of that station's chief: before it is done, or once its papers have come. */
export function awaitsDecision({ status, emergency, decisions }: CoerciveStep, stationId: string): boolean {
  const isAsked = emergency === undefined ? status === 'requested' : emergency.papersAt !== undefined;
  return isAsked && !decisions.some((decision) => decision.stationId === stationId);
}

/** Whether the step was carried out first and its papers are still missing. */
export function owesPapers({ emergency }: CoerciveStep): boolean {
  return emergency !== undefined && emergency.papersAt === undefined;
}

function decisionsDueIn(state: InvestigationCase): Omit<DecisionsDue[number], 'since'>[] {
  const { status, cooperation, requestingStationId, assistingStationId, steps } = state;
  const closing = standingProposal(state);
  if (status === 'closed') return [];
  const stations = stationsOf(state);
  const asked = stations.filter((stationId) => steps.some((step) => awaitsDecision(step, stationId)));
  return [
    ...(status === 'requested' && cooperation !== undefined
      ? [{ kind: 'cooperationAnswer', stationId: assistingStationId, dueAt: cooperation.answerDueAt }]
      : []),
    ...(status === 'moreAsked' ? [{ kind: 'cooperationSupplement', stationId: requestingStationId }] : []),
    ...asked.map((stationId) => ({ kind: 'stepApproval', stationId })),
    ...stations.flatMap((stationId) => papersDueOf(steps, stationId)),
    ...(closing === undefined
      ? []
      : stations
          .filter((stationId) => stationId !== closing.stationId)
          .map((stationId) => ({ kind: 'closingConsent', stationId }))),
  ];
}

/** The papers that a station owes, by the first of their deadlines. */
function papersDueOf(steps: readonly CoerciveStep[], stationId: string) {
  const [dueAt] = steps
    .filter((step) => step.executingStationId === stationId && owesPapers(step))
    .flatMap(({ emergency }) => emergency?.papersDueAt ?? [])
    .toSorted((a, b) => Date.parse(a) - Date.parse(b));
  return dueAt === undefined ? [] : [{ kind: 'papers', stationId, dueAt }];
}
