import type { OfficerActor } from '#platform/actor/actor.ts';
import { anyCaseSchema, type AnyCase } from '#platform/case/case.ts';
import { loadCase, openCase } from '#platform/case/case-command.ts';
import { newCaseId } from '#platform/ids.ts';
import type { Platform } from '#platform/platform.ts';

import { officer } from './platform.ts';

/** A bare case of Yaqian with Qianqing, opened through the command path; its kind's own members are left out. */
export async function openBareCase(
  platform: Platform,
  change: Partial<AnyCase> = {},
  actor: OfficerActor = officer('yaqian', 'dutyOfficer'),
): Promise<AnyCase> {
  const caseId = newCaseId('MP', platform.clock.now(), platform.deployment.timeZone);
  await openCase<AnyCase>(platform, {
    actor,
    action: 'missingPerson.open',
    decide: (at) => ({
      next: {
        caseId,
        kind: 'MP',
        partnershipId: 'qianqing-yaqian',
        requestingStationId: 'yaqian',
        assistingStationId: 'qianqing',
        severity: 'urgent',
        status: 'searching',
        drill: false,
        version: 1,
        generation: 1,
        processPart: 1,
        openedAt: at.toISOString(),
        openedBy: { kind: 'officer', officerId: actor.officerId, stationId: actor.stationId },
        updatedAt: at.toISOString(),
        awaiting: [],
        decisionsDue: [],
        auditHead: '',
        ...change,
      },
      event: { type: 'opened', data: {} },
      reply: { status: 201, body: { caseId } },
    }),
  });
  return caseNow(platform, caseId);
}

/** The case as the store has it. */
export async function caseNow(platform: Platform, caseId: string): Promise<AnyCase> {
  const found = await loadCase(platform, caseId, anyCaseSchema);
  if (found === undefined) throw new Error(`There is no case ${caseId}.`);
  return found;
}
