import { notifying, requireStatus, type OfficerCommand } from '#platform/case/case-change.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import type { Deployment } from '#platform/deployment/deployment.ts';
import { ConflictError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import { bindingDeadlines, custodyClock } from '#functions/transfer/clock/custody-clock.ts';
import type { TransferCase, TransferOutcome } from '#functions/transfer/model/transfer-case.ts';
import type { Cancellation, Closure } from '#functions/transfer/requests/ending.ts';

import { toBothStations } from './to-chiefs.ts';
import { changeTransfer, withoutApproval } from './transfer-change.ts';

/**
 * Gives the transfer up before anybody was released. The suspect stays with whoever holds them, and the custody clock goes
 * on until the case is closed.
 */
export function cancelTransfer(
  platform: Platform,
  command: OfficerCommand,
  { reason }: Cancellation,
): Promise<Reply> {
  return changeTransfer(platform, 'transfer.cancel', command, (state, at) => {
    requireStatus(state, 'preparing', 'awaitingApproval', 'approved', 'appointed', 'escaped', 'hospitalised');
    if (isHandedOver(state))
      throw new ConflictError('handed-over', 'The transfer is done: it can be closed, not cancelled.');
    const next: TransferCase = {
      ...withoutApproval(state),
      status: 'cancelled',
      cancellation: { at: at.toISOString(), reason },
    };
    return notifying(
      { next, event: { type: 'cancelled', data: { reason } } },
      [toBothStations(next, 'transferCancelled')],
      at,
    );
  });
}

/**
 * Closes a transfer for good, and with it the custody clock; the reply names the time limits that still run and that nobody
 * is warned of any more. Possible when the suspect was received (be it that they escaped later) or freed, or it was cancelled.
 * @throws ConflictError `escape-unanswered` while a station has not acknowledged an escape: closing would silence the alert
 */
export function closeTransfer(
  platform: Platform,
  command: OfficerCommand,
  { note }: Closure,
): Promise<Reply> {
  return changeTransfer(platform, 'transfer.close', command, (state, at) => {
    const outcome = outcomeOf(state);
    requireEscapeHeard(state);
    const limitsRunning = limitsRunningIn(state, platform.deployment);
    return {
      next: { ...state, status: 'closed', closedAt: at.toISOString(), outcome },
      event: { type: 'closed', data: { outcome, note, limitsRunning } },
      answer: { outcome, limitsRunning },
    };
  });
}

function requireEscapeHeard({ awaiting }: TransferCase): void {
  const stationIds = awaiting
    .filter(({ kind }) => kind === 'suspectEscaped')
    .map(({ stationId }) => stationId);
  if (stationIds.length === 0) return;
  const message = `The escape has not been acknowledged by ${stationIds.join(', ')}: telephone them.`;
  throw new ConflictError('escape-unanswered', message, { stationIds });
}

function limitsRunningIn({ custody, legal }: TransferCase, { legalLimits }: Deployment): string[] {
  if (custody.custodian.kind === 'none') return [];
  return bindingDeadlines(custodyClock(legalLimits, legal)).map(({ limitId }) => limitId);
}

/** A suspect who escaped from the receiving station had been handed over. */
function outcomeOf(state: TransferCase): TransferOutcome {
  if (state.status === 'escaped' && isHandedOver(state)) return 'received';
  requireStatus(state, 'received', 'freed', 'cancelled');
  if (state.status === 'received') return 'received';
  return state.status === 'freed' ? 'freed' : 'cancelled';
}

/** Whether the receiving station holds the suspect, or held them last. */
function isHandedOver({ custody, requestingStationId }: TransferCase): boolean {
  return custody.holderId === requestingStationId;
}
