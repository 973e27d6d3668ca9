import { notifying, type OfficerCommand } from '#platform/case/case-change.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import type { Platform } from '#platform/platform.ts';
import type { Reason } from '#functions/investigation/requests/step-decision.ts';

import { requireProposal } from './closing-proposal.ts';
import { changeProcedure, otherStation, requireNotClosed } from './investigation-change.ts';

/**
 * Refuses what the other station has proposed, or takes the own proposal back.
 * @throws ConflictError `no-proposal`
 */
export function refuseClosing(
  platform: Platform,
  command: OfficerCommand,
  { reason }: Reason,
): Promise<Reply> {
  const { stationId } = command.actor;
  return changeProcedure(platform, 'investigation.refuseClosing', command, (state, at) => {
    requireNotClosed(state);
    const proposal = requireProposal(state);
    const { closing: _, ...next } = state;
    const withdrawn = proposal.stationId === stationId;
    return notifying(
      { next, event: { type: 'closingRefused', data: { outcome: proposal.outcome, reason, withdrawn } } },
      [{ kind: 'closingRefused', stationIds: [otherStation(state, stationId)], toTopic: false }],
      at,
    );
  });
}
