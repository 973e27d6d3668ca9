import { notifying } from '#platform/case/case-change.ts';
import type { ProcessRun } from '#platform/case/process-step.ts';
import { addSeconds } from '#platform/clock.ts';
import type { Platform } from '#platform/platform.ts';
import type { InvestigationCase } from '#functions/investigation/model/investigation-case.ts';

import { takeStep } from './process-step.ts';

/** Calls the chief of the station that has not answered a request for cooperation in time, once for each request. */
export async function callChief(platform: Platform, run: ProcessRun): Promise<void> {
  await takeStep(platform, run, 'callChief', (state, at) => {
    const { cooperation, severity, assistingStationId } = state;
    if (!isChiefCallDue(state, at) || cooperation === undefined) return undefined;
    const { chiefSeconds } = platform.deployment.timers.investigation;
    const called = {
      ...cooperation,
      chiefCalledAt: at.toISOString(),
      superiorCallAt: addSeconds(at, chiefSeconds[severity]).toISOString(),
    };
    return notifying(
      {
        next: { ...state, cooperation: called },
        event: {
          type: 'chiefCalled',
          data: { stationId: assistingStationId, letterNumber: cooperation.letterNumber },
        },
      },
      [
        {
          kind: 'cooperationUnanswered',
          stationIds: [assistingStationId],
          toTopic: false,
          toRoles: ['chief'],
        },
      ],
      at,
    );
  });
}

/** Whether the chief is to be called now. */
export function isChiefCallDue({ status, cooperation }: InvestigationCase, at: Date): boolean {
  if (status !== 'requested' || cooperation === undefined || cooperation.chiefCalledAt !== undefined)
    return false;
  return Date.parse(cooperation.answerDueAt) <= at.getTime();
}
