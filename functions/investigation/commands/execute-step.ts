import { requirePast } from '#platform/command/require-past.ts';
import { recordActor, type OfficerActor } from '#platform/actor/actor.ts';
import { refuse } from '#platform/authorization/authorize.ts';
import { requireStatus, type OfficerCommand } from '#platform/case/case-change.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { ConflictError, InvalidRequestError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import type { CoerciveStep } from '#functions/investigation/model/coercive-step.ts';
import type { InvestigationCase } from '#functions/investigation/model/investigation-case.ts';
import type { StepExecution } from '#functions/investigation/requests/step-execution.ts';

import { otherStationsStep } from './cancel-step.ts';
import { findStep, requireStepStatus, withStep } from './find-step.ts';
import { gateFaults, requireNothingMissing } from './gate.ts';
import { changeContent, jointStatuses } from './investigation-change.ts';
import { requireOfficers } from './require-officers.ts';

/**
 * Records that a step was carried out: through the gate, or not at all. An arrest is recorded as such, with its suspect.
 * @throws ConflictError `gate-closed` with what is missing, `record-the-arrest`, `wrong-step-status`
 */
export function executeStep(
  platform: Platform,
  command: OfficerCommand,
  stepId: string,
  execution: StepExecution,
): Promise<Reply> {
  return changeContent(platform, 'investigation.executeStep', command, async (state, at) => {
    requireStatus(state, ...jointStatuses);
    const step = findStep(state, stepId);
    if (step.kind === 'arrest')
      throw new ConflictError('record-the-arrest', 'Record the arrest itself: it carries this step out.');
    const executed = await executedStep(platform, command, state, step, execution, at);
    return {
      next: withStep(state, executed),
      event: {
        type: 'stepExecuted',
        data: {
          stepId,
          kind: step.kind,
          at: executed.execution?.at,
          localOfficerId: execution.localOfficerId,
        },
      },
      answer: { stepId },
    };
  });
}

/**
 * The step as carried out by the officer's station.
 * @throws ForbiddenError `other-stations-step`
 * @throws ConflictError `gate-closed`, `wrong-step-status`
 * @throws InvalidRequestError when the local officer is none, or it was done before it was approved
 */
export async function executedStep(
  platform: Platform,
  { actor, caseId }: Pick<OfficerCommand, 'caseId'> & { readonly actor: OfficerActor },
  state: InvestigationCase,
  step: CoerciveStep,
  { at: told, localOfficerId, note }: StepExecution,
  now: Date,
): Promise<CoerciveStep> {
  if (step.executingStationId !== actor.stationId)
    return refuse(platform, actor, 'investigation.executeStep', caseId, otherStationsStep());
  requireStepStatus(step, 'requested', 'approved');
  requireNothingMissing(gateFaults(platform.deployment.coerciveSteps, state, step, localOfficerId));
  await requireOfficers(platform, step.atStationId, [localOfficerId], 'localOfficerId');
  requirePast('at', told, now);
  const at = told ?? now.toISOString();
  if (step.decisions.some((decision) => Date.parse(decision.at) > Date.parse(at)))
    throw new InvalidRequestError([
      { field: 'at', message: 'lies before the approvals: that would be an emergency step' },
    ]);
  const execution = {
    at,
    by: recordActor(actor),
    localOfficerId,
    ...(note === undefined ? {} : { note }),
  };
  return { ...step, status: 'executed', execution };
}
