import { recordActor } from '#platform/actor/actor.ts';
import { notifying, requireStatus, type OfficerCommand } from '#platform/case/case-change.ts';
import { addSeconds } from '#platform/clock.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { ConflictError } from '#platform/errors.ts';
import { commitmentOf } from '#functions/transfer/custody/commitment.ts';
import type { TransferCase } from '#functions/transfer/model/transfer-case.ts';
import type { Release } from '#functions/transfer/requests/handover.ts';
import type { TransferPlatform } from '#functions/transfer/transfer-platform.ts';

import { changeTransfer, requireCustodian, signatory, withCustodyEntry } from './transfer-change.ts';

/**
 * An officer of the holding station gives the suspect over. Custody stays with that station until the receipt is signed,
 * which has to be before the window ends.
 * @throws ConflictError `appointment-missed` when the time of grace is over, whether or not the process has said so yet
 */
export function release(platform: TransferPlatform, command: OfficerCommand, told: Release): Promise<Reply> {
  return changeTransfer(platform, 'transfer.release', command, async (state, at) => {
    requireStatus(state, 'appointed');
    await requireCustodian(platform, 'transfer.release', state, command.actor);
    if (state.appointment === undefined || Date.parse(state.appointment.graceUntil) <= at.getTime())
      throw new ConflictError('appointment-missed', 'The appointment has passed: make another one.');
    const releasedAt = at.toISOString();
    const { handoverSeconds } = platform.deployment.timers.transfer;
    const windowEndsAt = addSeconds(at, handoverSeconds).toISOString();
    const handover = { releasedAt, releasedBy: recordActor(command.actor), windowEndsAt };
    const next: TransferCase = { ...state, status: 'handingOver', handover };
    const change = notifying(
      {
        next,
        event: { type: 'released', data: { ...told, windowEndsAt } },
        answer: { windowEndsAt },
      },
      [{ kind: 'suspectReleased', stationIds: [state.requestingStationId], toTopic: true }],
      at,
    );
    const { documents, property, healthCheck, escortRisks } = state.preparation;
    const committed = (value: unknown) => commitmentOf(value ?? null, state.commitmentSalt);
    return withCustodyEntry(
      platform,
      state,
      {
        type: 'released',
        at: releasedAt,
        by: signatory(command.actor),
        toStationId: state.requestingStationId,
        endsAt: windowEndsAt,
        documentsHash: committed(documents),
        propertyHash: committed(property),
        healthHash: committed(healthCheck),
        risksHash: committed(escortRisks),
      },
      change,
    );
  });
}
