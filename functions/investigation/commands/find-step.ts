import type { ActorRecord } from '#platform/actor/actor.ts';
import { ConflictError, NotFoundError } from '#platform/errors.ts';
import type { CoerciveStep } from '#functions/investigation/model/coercive-step.ts';
import type { InvestigationCase } from '#functions/investigation/model/investigation-case.ts';

/** The step of that id. @throws NotFoundError when the case has none */
export function findStep({ steps }: InvestigationCase, stepId: string): CoerciveStep {
  const step = steps.find((candidate) => candidate.stepId === stepId);
  if (step === undefined) throw new NotFoundError('The case has no such step.');
  return step;
}

/** The case with `step` in place of the step of its id. */
export function withStep(state: InvestigationCase, step: CoerciveStep): InvestigationCase {
  return {
    ...state,
    steps: state.steps.map((other) => (other.stepId === step.stepId ? step : other)),
  };
}

/** @throws ConflictError `wrong-step-status` unless the step is in one of these statuses */
export function requireStepStatus(step: CoerciveStep, ...allowed: readonly CoerciveStep['status'][]): void {
  if (allowed.includes(step.status)) return;
  throw new ConflictError(
    'wrong-step-status',
    `The step is "${step.status}"; this needs ${allowed.map((status) => `"${status}"`).join(' or ')}.`,
    { currentStatus: step.status, allowedStatuses: allowed },
  );
}

/**
 * The step as the closing of its case leaves it: what was asked for or approved is not carried out after it, and a case that is
 * resumed asks its chiefs anew.
 */
export function withdrawnByClosing(step: CoerciveStep, at: string, by: ActorRecord): CoerciveStep {
  if (step.status !== 'requested' && step.status !== 'approved') return step;
  return { ...step, status: 'cancelled', cancellation: { at, by, reason: '两所已同意结案' } };
}
