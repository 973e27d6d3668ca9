import { notifying } from '#platform/case/case-change.ts';
import type { ProcessRun } from '#platform/case/process-step.ts';
import { partnershipOf } from '#platform/deployment/deployment.ts';
import type { Platform } from '#platform/platform.ts';
import type { CoerciveStep } from '#functions/investigation/model/coercive-step.ts';
import type { InvestigationCase } from '#functions/investigation/model/investigation-case.ts';

import { takeStep } from './process-step.ts';

/** Tells the superior of emergency steps whose papers did not come in time, once for each step. */
export async function escalatePapers(platform: Platform, run: ProcessRun): Promise<void> {
  await takeStep(platform, run, 'escalatePapers', (state, at) => {
    const late = state.steps.filter((step) => arePapersOverdue(state, step, at));
    if (late.length === 0) return undefined;
    const { superior } = partnershipOf(platform.deployment, state.partnershipId);
    const overdueToldAt = at.toISOString();
    const steps = state.steps.map((step) =>
      late.includes(step) && step.emergency !== undefined
        ? { ...step, emergency: { ...step.emergency, overdueToldAt } }
        : step,
    );
    return notifying(
      {
        next: { ...state, steps },
        event: { type: 'papersOverdue', data: { stepIds: late.map(({ stepId }) => stepId) } },
      },
      [{ kind: 'papersOverdue', stationIds: [superior], toTopic: true }],
      at,
    );
  });
}

/** When the papers of a step have to be there, as long as they are missing and nobody was told. */
export function papersAwaitedUntil({ emergency }: CoerciveStep): string | undefined {
  const settled = emergency?.papersAt !== undefined || emergency?.overdueToldAt !== undefined;
  return settled ? undefined : emergency?.papersDueAt;
}

/** Whether the superior is to be told of a step now. */
export function arePapersOverdue({ status }: InvestigationCase, step: CoerciveStep, at: Date): boolean {
  const until = papersAwaitedUntil(step);
  return status !== 'closed' && until !== undefined && Date.parse(until) <= at.getTime();
}
