import { recordActor } from '#platform/actor/actor.ts';
import { notifying, requireStatus, type OfficerCommand } from '#platform/case/case-change.ts';
import { addSeconds } from '#platform/clock.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { InvalidRequestError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import type { AppointmentRequest } from '#functions/transfer/requests/approval.ts';

import { toBothStations } from './to-chiefs.ts';
import { changeTransfer } from './transfer-change.ts';

/**
 * Appoints when and where the stations meet, or moves the appointment.
 * @throws InvalidRequestError when the time has passed
 */
export function appoint(
  platform: Platform,
  command: OfficerCommand,
  request: AppointmentRequest,
): Promise<Reply> {
  return changeTransfer(platform, 'transfer.appoint', command, (state, at) => {
    requireStatus(state, 'approved', 'appointed');
    if (Date.parse(request.at) <= at.getTime())
      throw new InvalidRequestError([{ field: 'at', message: 'must lie in the future' }]);
    const { appointmentGraceSeconds } = platform.deployment.timers.transfer;
    const appointment = {
      ...request,
      graceUntil: addSeconds(new Date(request.at), appointmentGraceSeconds).toISOString(),
      arrangedBy: recordActor(command.actor),
    };
    const moved = state.appointment !== undefined;
    const next = { ...state, status: 'appointed' as const, appointment };
    return notifying(
      {
        next,
        event: { type: 'appointed', data: { ...request, graceUntil: appointment.graceUntil, moved } },
        answer: { graceUntil: appointment.graceUntil },
      },
      [toBothStations(next, 'transferAppointed')],
      at,
    );
  });
}
