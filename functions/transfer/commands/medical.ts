import { notifying, requireStatus, type OfficerCommand } from '#platform/case/case-change.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { ConflictError } from '#platform/errors.ts';
import { commitmentOf } from '#functions/transfer/custody/commitment.ts';
import type { TransferCase } from '#functions/transfer/model/transfer-case.ts';
import type { MedicalClearance, MedicalReport } from '#functions/transfer/requests/incidents.ts';
import type { TransferPlatform } from '#functions/transfer/transfer-platform.ts';

import { toBothStations } from './to-chiefs.ts';
import {
  changeTransfer,
  isTransferDone,
  requireCustodian,
  signatory,
  withCustodyEntry,
  withoutApproval,
} from './transfer-change.ts';

/**
 * The suspect is taken to a hospital: custody stays, a handover under way is off, and what was approved and examined before
 * is void.
 */
export function reportMedicalEmergency(
  platform: TransferPlatform,
  command: OfficerCommand,
  report: MedicalReport,
): Promise<Reply> {
  return changeTransfer(platform, 'transfer.reportMedical', command, async (state, at) => {
    requireStatus(state, 'preparing', 'awaitingApproval', 'approved', 'appointed', 'handingOver', 'received');
    await requireCustodian(platform, 'transfer.reportMedical', state, command.actor);
    const emergency = { ...report, at: at.toISOString() };
    const { healthCheck: _, ...preparation } = state.preparation;
    const next: TransferCase = {
      ...withoutApproval(state),
      status: 'hospitalised',
      contentVersion: state.contentVersion + 1,
      preparation,
      medicalEmergencies: [...state.medicalEmergencies, emergency],
    };
    const change = notifying(
      { next, event: { type: 'medicalEmergency', data: emergency } },
      [toBothStations(next, 'suspectHospitalised')],
      at,
    );
    return withCustodyEntry(
      platform,
      state,
      {
        type: 'medicalEmergency',
        at: emergency.at,
        by: signatory(command.actor),
        detailsHash: commitmentOf(emergency, state.commitmentSalt),
      },
      change,
    );
  });
}

/**
 * The suspect may be moved again, by an examination that was recorded since the emergency.
 * @throws ConflictError `health-check-needed` without one, or when it says that the suspect is unfit
 */
export function clearMedically(
  platform: TransferPlatform,
  command: OfficerCommand,
  told: MedicalClearance,
): Promise<Reply> {
  return changeTransfer(platform, 'transfer.reportMedical', command, async (state, at) => {
    requireStatus(state, 'hospitalised');
    await requireCustodian(platform, 'transfer.reportMedical', state, command.actor);
    const emergency = state.medicalEmergencies.at(-1);
    const { healthCheck } = state.preparation;
    if (healthCheck === undefined || healthCheck.condition === 'unfit')
      throw new ConflictError(
        'health-check-needed',
        'Record an examination since the emergency by which the suspect may be moved.',
      );
    const transferDone = isTransferDone(state);
    const clearedAt = at.toISOString();
    const next: TransferCase = {
      ...state,
      status: transferDone ? 'received' : 'preparing',
      medicalEmergencies: state.medicalEmergencies.map((each) =>
        each === emergency ? { ...each, clearedAt } : each,
      ),
    };
    const change = notifying(
      { next, event: { type: 'medicallyCleared', data: { ...told, transferDone } } },
      [toBothStations(next, 'suspectMedicallyCleared')],
      at,
    );
    return withCustodyEntry(
      platform,
      state,
      {
        type: 'medicalCleared',
        at: clearedAt,
        by: signatory(command.actor),
        healthHash: commitmentOf(healthCheck, state.commitmentSalt),
      },
      change,
    );
  });
}
