import { recordActor } from '#platform/actor/actor.ts';
import { notifying, requireStatus, type OfficerCommand } from '#platform/case/case-change.ts';
import { addSeconds } from '#platform/clock.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { ConflictError, InvalidRequestError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import type { InvestigationCase } from '#functions/investigation/model/investigation-case.ts';
import type { CooperationRequest } from '#functions/investigation/requests/cooperation-request.ts';

import { changeContent } from './investigation-change.ts';
import { requireOfficers } from './require-officers.ts';

/**
 * Requests the cooperation of the other station by a letter: for the first time, with what was asked for, or with a new letter
 * after it was declined. From then on the time to answer runs.
 * @throws InvalidRequestError when no deputy or chief approved it, or a supplement is missing or not asked for
 * @throws ConflictError `letter-used` when a declined request is repeated under its former letter
 */
export function requestCooperation(
  platform: Platform,
  command: OfficerCommand,
  request: CooperationRequest,
): Promise<Reply> {
  const { answerSeconds } = platform.deployment.timers.investigation;
  return changeContent(platform, 'investigation.requestCooperation', command, async (state, at) => {
    requireStatus(state, 'opened', 'moreAsked', 'declined');
    refuseUnfit(state, request);
    const { requestingStationId, assistingStationId, severity, letterNumbers } = state;
    const { approvingOfficerId, letterNumber } = request;
    await requireOfficers(platform, requestingStationId, [approvingOfficerId], 'approvingOfficerId', [
      'deputy',
      'chief',
    ]);
    const answerDueAt = addSeconds(at, answerSeconds[severity]).toISOString();
    const cooperation = {
      ...request,
      requestedAt: at.toISOString(),
      requestedBy: recordActor(command.actor),
      answerDueAt,
    };
    const next: InvestigationCase = {
      ...state,
      status: 'requested',
      cooperation,
      letterNumbers: [...new Set([...letterNumbers, letterNumber])],
    };
    return notifying(
      {
        next,
        event: { type: 'cooperationRequested', data: { ...request, answerDueAt } },
        answer: { answerDueAt },
      },
      [{ kind: 'cooperationRequested', stationIds: [assistingStationId], toTopic: false }],
      at,
    );
  });
}

function refuseUnfit(
  { status, cooperation, letterNumbers }: InvestigationCase,
  { letterNumber, supplement }: CooperationRequest,
): void {
  const refuse = (message: string) => new InvalidRequestError([{ field: 'supplement', message }]);
  if (status === 'moreAsked' && supplement === undefined) throw refuse('is needed: more was asked for');
  if (status !== 'moreAsked' && supplement !== undefined) throw refuse('was not asked for');
  // Not by the status: a declined case that was suspended in between stands at its beginning again.
  if (cooperation?.answer?.decision === 'decline' && letterNumbers.includes(letterNumber))
    throw new ConflictError('letter-used', 'The request under this letter was declined: it needs a new one.');
}
