import { notifying, requireStatus, type OfficerCommand } from '#platform/case/case-change.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { requirePast } from '#platform/command/require-past.ts';
import { commitmentOf } from '#functions/transfer/custody/commitment.ts';
import type { TransferCase } from '#functions/transfer/model/transfer-case.ts';
import type { CourtReleaseRequest } from '#functions/transfer/requests/incidents.ts';
import type { TransferPlatform } from '#functions/transfer/transfer-platform.ts';

import { requireSinceHeld } from './held-since.ts';
import { notAfter } from './not-after.ts';
import { toBothStations } from './to-chiefs.ts';
import {
  changeTransfer,
  requireCustodian,
  signatory,
  withCustodyEntry,
  withoutApproval,
} from './transfer-change.ts';

/** The station that holds the suspect has let them go by an order: nobody holds them any more, for good. */
export function freeByOrder(
  platform: TransferPlatform,
  command: OfficerCommand,
  order: CourtReleaseRequest,
): Promise<Reply> {
  return changeTransfer(platform, 'transfer.freeByOrder', command, async (state, at) => {
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
    await requireCustodian(platform, 'transfer.freeByOrder', state, command.actor);
    requirePast('at', order.at, at);
    requireSinceHeld(state, order.at);
    const courtRelease = { ...order, at: notAfter(order.at, at) };
    const next: TransferCase = { ...withoutApproval(state), status: 'freed', courtRelease };
    const change = notifying(
      { next, event: { type: 'freed', data: courtRelease } },
      [toBothStations(next, 'suspectFreed')],
      at,
    );
    return withCustodyEntry(
      platform,
      state,
      {
        type: 'freed',
        at: at.toISOString(),
        by: signatory(command.actor),
        happenedAt: courtRelease.at,
        orderHash: commitmentOf(courtRelease, state.commitmentSalt),
      },
      change,
    );
  });
}
