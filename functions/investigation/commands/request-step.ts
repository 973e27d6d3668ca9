import { recordActor } from '#platform/actor/actor.ts';
import { notifying, requireStatus, type OfficerCommand } from '#platform/case/case-change.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { ConflictError } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/platform.ts';
import { MAX_STEPS, type CoerciveStep } from '#functions/investigation/model/coercive-step.ts';
import type { InvestigationCase } from '#functions/investigation/model/investigation-case.ts';
import type { StepRequest } from '#functions/investigation/requests/step-request.ts';

import { requireChecklist } from './gate.ts';
import { changeContent, jointStatuses } from './investigation-change.ts';
import { requireStationOfCase } from './require-officers.ts';
import { toChiefs } from './to-chiefs.ts';

/**
 * Asks the chiefs of both stations to approve a coercive step. Its checklist must be whole before anybody is asked.
 * @throws ConflictError `wrong-status` before the other station cooperates, `gate-closed` with what is missing
 */
export function requestStep(
  platform: Platform,
  command: OfficerCommand,
  request: StepRequest,
): Promise<Reply> {
  const { actor } = command;
  return changeContent(platform, 'investigation.requestStep', command, (state, at) => {
    requireStatus(state, ...jointStatuses);
    const executingStationId = request.executingStationId ?? actor.stationId;
    requireStationOfCase(state, request.atStationId, 'atStationId');
    requireStationOfCase(state, executingStationId, 'executingStationId');
    requireChecklist(platform.deployment.coerciveSteps, request);
    const step: CoerciveStep = {
      ...request,
      stepId: newId('C', at),
      executingStationId,
      status: 'requested',
      requestedAt: at.toISOString(),
      requestedBy: recordActor(actor),
      decisions: [],
    };
    const { stepId, kind, atStationId } = step;
    return notifying(
      {
        next: withNewStep(state, step),
        event: { type: 'stepRequested', data: { stepId, kind, atStationId, executingStationId } },
        answer: { stepId },
        replyStatus: 201,
      },
      [toChiefs(state, 'stepApprovalNeeded')],
      at,
    );
  });
}

/** The case with another step. @throws ConflictError `too-many-steps` */
export function withNewStep(state: InvestigationCase, step: CoerciveStep): InvestigationCase {
  if (state.steps.length >= MAX_STEPS)
    throw new ConflictError('too-many-steps', `A case takes ${MAX_STEPS} coercive steps.`);
  return { ...state, steps: [...state.steps, step] };
}
