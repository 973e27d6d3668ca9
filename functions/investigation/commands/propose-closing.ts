import { recordActor } from '#platform/actor/actor.ts';
import { notifying, type OfficerCommand } from '#platform/case/case-change.ts';
import { addSeconds } from '#platform/clock.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { ConflictError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import type { ClosingProposal } from '#functions/investigation/model/closing.ts';
import type { ClosingRequest } from '#functions/investigation/requests/closing-request.ts';

import { requireContent, standingProposal } from './closing-proposal.ts';
import { fitForClosing } from './fit-for-closing.ts';
import { changeProcedure, otherStation, requireNotClosed } from './investigation-change.ts';

/**
 * Proposes to close the case with the content that the officer names. Nothing is closed by it.
 * @throws ConflictError `closing-pending`, `content-changed`, or why the case has no such outcome; see `fitForClosing`
 */
export function proposeClosing(
  platform: Platform,
  command: OfficerCommand,
  request: ClosingRequest,
): Promise<Reply> {
  const { consentReminderSeconds } = platform.deployment.timers.investigation;
  const { actor } = command;
  return changeProcedure(platform, 'investigation.proposeClosing', command, async (state, at) => {
    requireNotClosed(state);
    if (standingProposal(state) !== undefined)
      throw new ConflictError(
        'closing-pending',
        'A closing is proposed already: consent to it, or refuse it.',
      );
    requireContent(state, request.contentVersion);
    await fitForClosing(platform, state, request);
    const closing: ClosingProposal = {
      ...request,
      stationId: actor.stationId,
      proposedAt: at.toISOString(),
      proposedBy: recordActor(actor),
      remindAt: addSeconds(at, consentReminderSeconds).toISOString(),
    };
    const { outcome, note, mergedInto, contentVersion } = closing;
    return notifying(
      {
        next: { ...state, closing },
        event: { type: 'closingProposed', data: { outcome, note, mergedInto, contentVersion } },
        answer: { outcome },
      },
      [{ kind: 'closingProposed', stationIds: [otherStation(state, actor.stationId)], toTopic: false }],
      at,
    );
  });
}
