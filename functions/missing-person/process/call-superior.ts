import type { Platform } from '#platform/platform.ts';
import { partnershipOf } from '#platform/deployment/deployment.ts';
import { notifying } from '#platform/case/case-change.ts';
import type { MissingPersonCase } from '#functions/missing-person/model/missing-person-case.ts';

import type { ProcessRun } from '#platform/case/process-step.ts';
import { takeStep } from './process-step.ts';

/** Calls the superior, once in each generation, when the person has not been found by the configured time. */
export async function callSuperior(platform: Platform, run: ProcessRun): Promise<void> {
  await takeStep(platform, run, 'callSuperior', (state, at) => {
    if (!isSuperiorCallDue(state, at)) return undefined;
    const { superior } = partnershipOf(platform.deployment, state.partnershipId);
    const next = { ...state, search: { ...state.search, superiorCalledAt: at.toISOString() } };
    return notifying(
      { next, event: { type: 'superiorCalled', data: { stationId: superior } } },
      [{ kind: 'superiorCalled', stationIds: [superior], toTopic: true }],
      at,
    );
  });
}

/** Whether the superior is to be called now. */
export function isSuperiorCallDue({ status, search }: MissingPersonCase, at: Date): boolean {
  if (status !== 'searching' || search.superiorCalledAt !== undefined) return false;
  return Date.parse(search.superiorCallAt) <= at.getTime();
}
