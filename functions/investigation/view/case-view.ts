import { deliveriesOf, telephoneList } from '#functions/casework/telephone-list.ts';
import { awaitsDecision, owesPapers } from '#functions/investigation/commands/decisions-due.ts';
import { checklistFaults, gateFaults, type GateFault } from '#functions/investigation/commands/gate.ts';
import type { CoerciveStep } from '#functions/investigation/model/coercive-step.ts';
import type { InvestigationCase } from '#functions/investigation/model/investigation-case.ts';
import { stationsOf } from '#platform/case/case-change.ts';
import type { CoerciveStepRules } from '#platform/deployment/coercive-steps.ts';
import type { Platform } from '#platform/platform.ts';

import type { CaseView } from './case-view-schema.ts';

/** What a case comes to for an officer. Nothing in it is taken from a lead that somebody may not read. */
export async function caseView({ store, deployment }: Platform, state: InvestigationCase): Promise<CaseView> {
  const { steps } = state;
  return {
    ...state,
    gate: steps.map((step) => ({
      stepId: step.stepId,
      missing: missingOf(deployment.coerciveSteps, state, step),
    })),
    emergencySteps: steps.filter(({ emergency }) => emergency !== undefined).map(({ stepId }) => stepId),
    telephone: telephoneList(await deliveriesOf(store, state.caseId), state),
  };
}

function missingOf(rules: CoerciveStepRules, state: InvestigationCase, step: CoerciveStep): GateFault[] {
  const approvals = stationsOf(state)
    .filter((stationId) => owesPapers(step) || awaitsDecision(step, stationId))
    .map((stationId): GateFault => ({ missing: 'approval', stationId }));
  if (step.emergency !== undefined) return [...checklistFaults(rules, step), ...approvals];
  if (step.status !== 'requested' && step.status !== 'approved') return [];
  return gateFaults(rules, state, step, undefined);
}
