import { hitCaseSchema, type HitCase } from '#functions/registry-hit/model/hit-case.ts';
import { notifying, stationsOf } from '#platform/case/case-change.ts';
import * as steps from '#platform/case/process-step.ts';
import { addSeconds } from '#platform/clock.ts';
import { partnershipOf } from '#platform/deployment/deployment.ts';
import type { Platform } from '#platform/platform.ts';

const hitProcess = { schema: hitCaseSchema, process: 'registry-hit' } as const;

/** Two officers have not decided in time: the chiefs of both stations are called. */
export async function callChiefs(platform: Platform, run: steps.ProcessRun): Promise<void> {
  await steps.takeStep<HitCase>(platform, hitProcess, run, 'callChiefs', (state, at) => {
    if (!isChiefsCallDue(state, at)) return undefined;
    const { chiefSeconds } = platform.deployment.timers.registryHit;
    const next: HitCase = {
      ...state,
      chiefsCalledAt: at.toISOString(),
      superiorCallAt: addSeconds(at, chiefSeconds[state.severity]).toISOString(),
    };
    return notifying(
      { next, event: { type: 'chiefsCalled', data: { verdicts: state.verdicts.length } } },
      [{ kind: 'registryHitOverdue', stationIds: stationsOf(state), toTopic: false, toRoles: ['chief'] }],
      at,
    );
  });
}

/** Whether the chiefs are to be called now. */
export function isChiefsCallDue({ status, verifyUntil, chiefsCalledAt }: HitCase, at: Date): boolean {
  return status === 'verifying' && chiefsCalledAt === undefined && Date.parse(verifyUntil) <= at.getTime();
}

/** Still nobody has decided after the chiefs were called: the superior is called. */
export async function callSuperior(platform: Platform, run: steps.ProcessRun): Promise<void> {
  await steps.takeStep<HitCase>(platform, hitProcess, run, 'callSuperior', (state, at) => {
    if (!isSuperiorCallDue(state, at)) return undefined;
    const { superior } = partnershipOf(platform.deployment, state.partnershipId);
    return notifying(
      {
        next: { ...state, superiorCalledAt: at.toISOString() },
        event: { type: 'superiorCalled', data: { stationId: superior } },
      },
      [{ kind: 'registryHitOverdue', stationIds: [superior], toTopic: true }],
      at,
    );
  });
}

/** Whether the superior is to be called now. */
export function isSuperiorCallDue({ status, superiorCallAt, superiorCalledAt }: HitCase, at: Date): boolean {
  if (status !== 'verifying' || superiorCallAt === undefined || superiorCalledAt !== undefined) return false;
  return Date.parse(superiorCallAt) <= at.getTime();
}
