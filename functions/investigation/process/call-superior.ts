import { notifying } from '#platform/case/case-change.ts';
import type { ProcessRun } from '#platform/case/process-step.ts';
import { partnershipOf } from '#platform/deployment/deployment.ts';
import type { Platform } from '#platform/platform.ts';
import type { InvestigationCase } from '#functions/investigation/model/investigation-case.ts';

import { takeStep } from './process-step.ts';

/** Calls the superior when a request is still not answered after the chief was called, once for each request. */
export async function callSuperior(platform: Platform, run: ProcessRun): Promise<void> {
  await takeStep(platform, run, 'callSuperior', (state, at) => {
    const { cooperation, partnershipId } = state;
    if (!isSuperiorCallDue(state, at) || cooperation === undefined) return undefined;
    const { superior } = partnershipOf(platform.deployment, partnershipId);
    return notifying(
      {
        next: { ...state, cooperation: { ...cooperation, superiorCalledAt: at.toISOString() } },
        event: {
          type: 'superiorCalled',
          data: { stationId: superior, letterNumber: cooperation.letterNumber },
        },
      },
      [{ kind: 'cooperationUnanswered', stationIds: [superior], toTopic: true }],
      at,
    );
  });
}

/** Whether the superior is to be called now. */
export function isSuperiorCallDue({ status, cooperation }: InvestigationCase, at: Date): boolean {
  if (status !== 'requested' || cooperation?.superiorCallAt === undefined) return false;
  if (cooperation.superiorCalledAt !== undefined) return false;
  return Date.parse(cooperation.superiorCallAt) <= at.getTime();
}
