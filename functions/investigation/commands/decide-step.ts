import type { OfficerActor } from '#platform/actor/actor.ts';
import { notifying, stationsOf, type OfficerCommand } from '#platform/case/case-change.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { ConflictError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import type { CoerciveStep } from '#functions/investigation/model/coercive-step.ts';
import type { StepDecisionRequest } from '#functions/investigation/requests/step-decision.ts';

import { withoutNeedlessCalls } from './chiefs-calls.ts';
import { awaitsDecision, owesPapers } from './decisions-due.ts';
import { findStep, requireStepStatus, withStep } from './find-step.ts';
import { changeContent, requireNotClosed, type InvestigationChange } from './investigation-change.ts';

/**
 * Approves or refuses a step as chief of one of the stations: each station decides once. The second approval opens the gate,
 * a refusal closes it for good. An emergency step is decided on afterwards, once its papers have come.
 * @throws ConflictError `station-has-decided`, or `papers-missing` of an emergency step
 */
export function decideStep(
  platform: Platform,
  command: OfficerCommand,
  stepId: string,
  request: StepDecisionRequest,
): Promise<Reply> {
  const { actor } = command;
  return changeContent(platform, 'investigation.decideStep', command, async (state, at) => {
    requireNotClosed(state);
    const before = findStep(state, stepId);
    requireDecidable(before, actor);
    const { stationId, officerId } = actor;
    const decision = { ...request, stationId, officerId, at: at.toISOString() };
    const decided = { ...before, decisions: [...before.decisions, decision] };
    const step: CoerciveStep = { ...decided, status: statusOf(decided) };
    const next = withStep(state, step);
    const isSettled = stationsOf(state).every((station) => !awaitsDecision(step, station));
    const change: InvestigationChange = {
      next,
      event: {
        type: 'stepDecided',
        data: { stepId, stationId, decision: request.decision, reason: request.reason, status: step.status },
      },
      answer: { stepId },
    };
    const told = isSettled
      ? [{ kind: 'stepDecided', stationIds: [step.executingStationId], toTopic: false } as const]
      : [];
    return withoutNeedlessCalls(platform.store, notifying(change, told, at), actor, at);
  });
}

function requireDecidable(step: CoerciveStep, { stationId }: OfficerActor): void {
  if (owesPapers(step))
    throw new ConflictError('papers-missing', 'The papers of this emergency step have not come yet.');
  if (step.decisions.some((decision) => decision.stationId === stationId))
    throw new ConflictError('station-has-decided', 'Your station has decided on this step already.');
  if (step.emergency === undefined) requireStepStatus(step, 'requested');
}

/** What was carried out stays so, whatever the chiefs say of it afterwards. */
function statusOf({ status, emergency, decisions }: CoerciveStep): CoerciveStep['status'] {
  if (emergency !== undefined) return status;
  if (decisions.some(({ decision }) => decision === 'refuse')) return 'refused';
  return decisions.length === 2 ? 'approved' : status;
}
