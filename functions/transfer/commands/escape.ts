import { notifying, requireStatus, stationsOf, type OfficerCommand } from '#platform/case/case-change.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { partnershipOf } from '#platform/deployment/deployment.ts';
import { InvalidRequestError } from '#platform/errors.ts';
import { requirePast } from '#platform/command/require-past.ts';
import { bindingDeadlines, custodyClock } from '#functions/transfer/clock/custody-clock.ts';
import { forgetting } from '#functions/transfer/clock/warnings.ts';
import { commitmentOf } from '#functions/transfer/custody/commitment.ts';
import type { TransferCase } from '#functions/transfer/model/transfer-case.ts';
import type { EscapeReport, Recapture } from '#functions/transfer/requests/incidents.ts';
import type { TransferPlatform } from '#functions/transfer/transfer-platform.ts';

import { requireSinceHeld } from './held-since.ts';
import { notAfter } from './not-after.ts';
import {
  changeTransfer,
  requireCustodian,
  signatory,
  withCustodyEntry,
  withoutApproval,
} from './transfer-change.ts';

/**
 * The station that holds the suspect reports an escape, on whatever version it knows: from now on nobody holds them, and both
 * stations and the superior are called. A transfer that was cancelled is open again by it.
 * @throws InvalidRequestError when it is said to have happened before the station held the suspect
 */
export function reportEscape(
  platform: TransferPlatform,
  command: OfficerCommand,
  report: EscapeReport,
): Promise<Reply> {
  return changeTransfer(platform, 'transfer.reportEscape', command, async (state, at) => {
    requireStatus(
      state,
      'preparing',
      'awaitingApproval',
      'approved',
      'appointed',
      'handingOver',
      'hospitalised',
      'received',
      'cancelled',
    );
    await requireCustodian(platform, 'transfer.reportEscape', state, command.actor);
    requirePast('at', report.at, at);
    requireSinceHeld(state, report.at);
    const { stationId } = command.actor;
    const escape = { ...report, at: notAfter(report.at, at), stationId };
    const { cancellation: _, ...rest } = withoutApproval(state);
    const next: TransferCase = {
      ...rest,
      status: 'escaped',
      escapes: [...state.escapes, escape],
    };
    const { superior } = partnershipOf(platform.deployment, state.partnershipId);
    const change = notifying(
      { next, event: { type: 'escaped', data: escape } },
      [{ kind: 'suspectEscaped', stationIds: [...stationsOf(state), superior], toTopic: true }],
      at,
    );
    return withCustodyEntry(
      platform,
      state,
      {
        type: 'escaped',
        at: at.toISOString(),
        by: signatory(command.actor),
        happenedAt: escape.at,
        detailsHash: commitmentOf(escape, state.commitmentSalt),
      },
      change,
    );
  });
}

/**
 * The officer's station holds the escaped suspect again. Caught by the holding station, the transfer is prepared anew; caught
 * by the receiving one, it is done. The custody clock has run on: whatever is near or over by now is said anew, for an alert
 * that nobody had answered ended with the escape.
 * @throws InvalidRequestError when it is said to have happened before the escape
 */
export function recapture(
  platform: TransferPlatform,
  command: OfficerCommand,
  caught: Recapture,
): Promise<Reply> {
  return changeTransfer(platform, 'transfer.recapture', command, (state, at) => {
    requireStatus(state, 'escaped');
    requirePast('at', caught.at, at);
    const { stationId } = command.actor;
    const recaptured = { place: caught.place, at: notAfter(caught.at, at), stationId };
    const escape = state.escapes.at(-1);
    if (escape !== undefined && Date.parse(recaptured.at) < Date.parse(escape.at))
      throw new InvalidRequestError([{ field: 'at', message: 'is before the escape' }]);
    const transferDone = stationId === state.requestingStationId;
    const { legalLimits } = platform.deployment;
    const { superior } = partnershipOf(platform.deployment, state.partnershipId);
    const { receipt, ...rest } = state;
    const next: TransferCase = {
      ...rest,
      ...(transferDone && receipt !== undefined ? { receipt } : {}),
      status: transferDone ? 'received' : 'preparing',
      clockMemory: forgetting(state.clockMemory, bindingDeadlines(custodyClock(legalLimits, state.legal))),
      escapes: state.escapes.map((each) => (each === escape ? { ...each, recaptured } : each)),
    };
    const change = notifying(
      { next, event: { type: 'recaptured', data: { ...recaptured, transferDone } } },
      [{ kind: 'suspectRecaptured', stationIds: [...stationsOf(state), superior], toTopic: true }],
      at,
    );
    return withCustodyEntry(
      platform,
      state,
      {
        type: 'recaptured',
        at: at.toISOString(),
        by: signatory(command.actor),
        happenedAt: recaptured.at,
        detailsHash: commitmentOf(recaptured, state.commitmentSalt),
      },
      change,
    );
  });
}
