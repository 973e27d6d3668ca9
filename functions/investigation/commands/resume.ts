import { startProcessEffect } from '#functions/process/process-machine.ts';
import { notifying, requireStatus, stationsOf, type OfficerCommand } from '#platform/case/case-change.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { ConflictError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import type { InvestigationCase } from '#functions/investigation/model/investigation-case.ts';
import type { Reason } from '#functions/investigation/requests/step-decision.ts';

import { changeContent } from './investigation-change.ts';

/**
 * Resumes a suspended case in a new generation, with a process of its own: both stations investigate again, or, if the other
 * one had never agreed to cooperate, its cooperation is still to be requested.
 * @throws ConflictError `not-suspended` when it was closed otherwise
 */
export function resume(platform: Platform, command: OfficerCommand, { reason }: Reason): Promise<Reply> {
  return changeContent(platform, 'investigation.resume', command, (state, at) => {
    requireStatus(state, 'closed');
    if (state.outcome !== 'suspended')
      throw new ConflictError('not-suspended', 'Only a suspended case can be resumed.');
    const next = resumed(state);
    return notifying(
      {
        next,
        event: { type: 'resumed', data: { reason, status: next.status, closure: state.closure } },
        effects: [startProcessEffect(next)],
      },
      [
        {
          kind: 'investigationResumed',
          stationIds: stationsOf(next),
          toTopic: false,
          acknowledgedBy: command.actor,
        },
      ],
      at,
    );
  });
}

function resumed(state: InvestigationCase): InvestigationCase {
  const { closedAt: _, outcome: __, closure: ___, location: ____, ...rest } = state;
  const agreed = state.cooperation?.answer?.decision === 'accept';
  return {
    ...rest,
    status: agreed ? 'investigating' : 'opened',
    generation: state.generation + 1,
    processPart: 1,
  };
}
