import { recordActor } from '#platform/actor/actor.ts';
import { notifying, requireStatus, type OfficerCommand } from '#platform/case/case-change.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import type { Platform } from '#platform/platform.ts';
import type { CooperationAnswer } from '#functions/investigation/requests/cooperation-answer.ts';

import { changeContent } from './investigation-change.ts';

/** What each answer makes of the case, what its event is called, and what the requesting station is told. */
const courses = {
  accept: { status: 'investigating', event: 'cooperationAccepted', told: 'cooperationAccepted' },
  askForMore: { status: 'moreAsked', event: 'moreAsked', told: 'cooperationMoreAsked' },
  decline: { status: 'declined', event: 'cooperationDeclined', told: 'cooperationDeclined' },
} as const;

/**
 * Accepts the request for cooperation, asks for more, or declines it. Whoever was called because of it is called no more.
 * @throws ConflictError unless a request waits for its answer
 */
export function answerCooperation(
  platform: Platform,
  command: OfficerCommand,
  answer: CooperationAnswer,
): Promise<Reply> {
  return changeContent(platform, 'investigation.answerCooperation', command, (state, at) => {
    requireStatus(state, 'requested');
    if (state.cooperation === undefined) throw new Error('A requested case has no request.');
    const { status, event, told } = courses[answer.decision];
    const answered = { ...answer, at: at.toISOString(), by: recordActor(command.actor) };
    const { letterNumber } = state.cooperation;
    return notifying(
      {
        next: { ...state, status, cooperation: { ...state.cooperation, answer: answered } },
        event: { type: event, data: { letterNumber, ...answer } },
      },
      [{ kind: told, stationIds: [state.requestingStationId], toTopic: false }],
      at,
    );
  });
}
