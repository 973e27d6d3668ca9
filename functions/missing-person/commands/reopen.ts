import { startProcessEffect } from '#functions/process/process-machine.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';
import { addSeconds } from '#platform/clock.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import type { Platform } from '#platform/platform.ts';
import type { MissingPersonCase } from '#functions/missing-person/model/missing-person-case.ts';
import type { Reopening } from '#functions/missing-person/requests/reopening.ts';

import {
  notifying,
  requireStatus,
  stationsOf,
  wakeAll,
  type OfficerCommand,
} from '#platform/case/case-change.ts';
import { changeCase, type CaseChange } from './case-change.ts';

/**
 * Takes a find or a withdrawal back that was wrong: the case goes on in a new generation with a process of its own, both
 * stations are alerted again, everything is searched anew, and the superior is called after the full time again.
 * @throws ConflictError unless the case is found or withdrawn
 */
export function reopen(platform: Platform, command: OfficerCommand, { reason }: Reopening): Promise<Reply> {
  const { superiorAfterSeconds } = platform.deployment.timers.missingPerson;
  return changeCase(platform, 'missingPerson.reopen', command, (state, at) => {
    requireStatus(state, 'found', 'withdrawn');
    const next = reopened(state, addSeconds(at, superiorAfterSeconds));
    return alertedAgain(state, next, reason, command.actor, at);
  });
}

function reopened(state: MissingPersonCase, superiorCallAt: Date): MissingPersonCase {
  const { found: _, withdrawal: __, closing: ___, search, ...rest } = state;
  const { superiorCalledAt: ____, ...going } = search;
  return {
    ...rest,
    status: 'searching',
    generation: state.generation + 1,
    processPart: 1,
    search: {
      ...going,
      widening: 0,
      originPlan: search.planNumber + 1,
      planNeeded: 'reopened',
      superiorCallAt: superiorCallAt.toISOString(),
    },
  };
}

function alertedAgain(
  state: MissingPersonCase,
  next: MissingPersonCase,
  reason: string,
  actor: OfficerActor,
  at: Date,
): CaseChange {
  const change: CaseChange = {
    next,
    event: {
      type: 'reopened',
      data: { reason, from: state.status, found: state.found, withdrawal: state.withdrawal },
    },
    effects: [wakeAll(state), startProcessEffect(next)],
  };
  const alert = {
    kind: 'missingPersonReopened',
    stationIds: stationsOf(next),
    toTopic: true,
    acknowledgedBy: actor,
  } as const;
  return notifying(change, [alert], at);
}
