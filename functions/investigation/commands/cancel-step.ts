import { recordActor } from '#platform/actor/actor.ts';
import { refuse } from '#platform/authorization/authorize.ts';
import type { OfficerCommand } from '#platform/case/case-change.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { ForbiddenError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import type { Reason } from '#functions/investigation/requests/step-decision.ts';

import { withoutNeedlessCalls } from './chiefs-calls.ts';
import { findStep, requireStepStatus, withStep } from './find-step.ts';
import { changeContent, requireNotClosed, type InvestigationChange } from './investigation-change.ts';

/**
 * Takes a step back that was not carried out: as the station that was to do it, or whose officer asked for it.
 * @throws ForbiddenError `other-stations-step`
 * @throws ConflictError `wrong-step-status` when it was carried out, refused or cancelled
 */
export function cancelStep(
  platform: Platform,
  command: OfficerCommand,
  stepId: string,
  { reason }: Reason,
): Promise<Reply> {
  const { actor, caseId } = command;
  return changeContent(platform, 'investigation.cancelStep', command, async (state, at) => {
    requireNotClosed(state);
    const step = findStep(state, stepId);
    const { requestedBy, executingStationId } = step;
    const own =
      executingStationId === actor.stationId ||
      (requestedBy.kind === 'officer' && requestedBy.stationId === actor.stationId);
    if (!own) return refuse(platform, actor, 'investigation.cancelStep', caseId, otherStationsStep());
    requireStepStatus(step, 'requested', 'approved');
    const cancellation = { at: at.toISOString(), by: recordActor(actor), reason };
    const change: InvestigationChange = {
      next: withStep(state, { ...step, status: 'cancelled', cancellation }),
      event: { type: 'stepCancelled', data: { stepId, reason } },
      answer: { stepId },
    };
    return withoutNeedlessCalls(platform.store, change, actor, at);
  });
}

/** The refusal of what only the station that carries the step out may do. */
export function otherStationsStep(): ForbiddenError {
  return new ForbiddenError('other-stations-step', 'This step belongs to the other station.');
}
