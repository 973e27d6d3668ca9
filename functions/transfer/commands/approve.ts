import type { OfficerActor } from '#platform/actor/actor.ts';
import { answeredByDecision } from '#platform/case/answered-by-decision.ts';
import { notifying, requireStatus, type OfficerCommand } from '#platform/case/case-change.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { ConflictError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import type { Approval } from '#functions/transfer/model/handover.ts';
import type { TransferCase } from '#functions/transfer/model/transfer-case.ts';
import type { ApprovalDecision } from '#functions/transfer/requests/approval.ts';

import { toBothStations, toChiefs } from './to-chiefs.ts';
import { changeTransfer, withoutApproval, type TransferChange } from './transfer-change.ts';

/**
 * A chief approves the transfer as it is now, or refuses it with a reason. It is approved when the chiefs of both stations,
 * two people, have approved the same content.
 * @throws ConflictError `already-approved` when that person or station has approved before
 */
export function approve(
  platform: Platform,
  command: OfficerCommand,
  { decision, reason }: ApprovalDecision,
): Promise<Reply> {
  return changeTransfer(platform, 'transfer.approve', command, async (state, at) => {
    requireStatus(state, 'awaitingApproval');
    const change =
      decision === 'refuse'
        ? refused(state, command.actor, reason, at)
        : approvedBy(state, approvalOf(state, command.actor, at), at);
    return answeredByDecision(platform.store, change, 'transferApprovalNeeded', command.actor, at);
  });
}

function approvedBy(before: TransferCase, approval: Approval, at: Date): TransferChange {
  const approvals = [...before.approvals, approval];
  const state = { ...before, approvals };
  if (approvals.length === 2) return approved(state, at);
  const { contentVersion } = state;
  const data = { contentVersion, stationId: approval.stationId };
  return { next: state, event: { type: 'approvalGiven', data }, answer: { contentVersion } };
}

function approvalOf(
  { approvals, contentVersion }: TransferCase,
  { stationId, officerId }: OfficerActor,
  at: Date,
): Approval {
  const same = approvals.find((other) => other.stationId === stationId || other.officerId === officerId);
  if (same !== undefined)
    throw new ConflictError(
      'already-approved',
      'This person or station has approved already: it takes the chief of the other station.',
      { approvedBy: { stationId: same.stationId, officerId: same.officerId } },
    );
  return { stationId, officerId, at: at.toISOString(), contentVersion };
}

function approved(state: TransferCase, at: Date): TransferChange {
  const { contentVersion, approvals } = state;
  const next = { ...state, status: 'approved' as const };
  return notifying(
    { next, event: { type: 'approved', data: { contentVersion, approvals } }, answer: { contentVersion } },
    [toBothStations(next, 'transferApproved')],
    at,
  );
}

function refused(
  state: TransferCase,
  { stationId }: OfficerActor,
  reason: string | undefined,
  at: Date,
): TransferChange {
  const { contentVersion } = state;
  const next: TransferCase = { ...withoutApproval(state), status: 'preparing' };
  return notifying(
    {
      next,
      event: { type: 'approvalRefused', data: { contentVersion, stationId, reason } },
      answer: { contentVersion },
    },
    [toChiefs(next, 'transferApprovalRefused')],
    at,
  );
}
