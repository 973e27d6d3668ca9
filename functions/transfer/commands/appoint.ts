import { recordActor } from '#platform/actor/actor.ts';
import { notifying, requireStatus, type OfficerCommand } from '#platform/case/case-change.ts';
import { addSeconds } from '#platform/clock.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { InvalidRequestError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import {
  bindingDeadlines,
  custodyClock,
  type CustodyDeadline,
} from '#functions/transfer/clock/custody-clock.ts';
import type { AppointmentRequest } from '#functions/transfer/requests/approval.ts';

import { toBothStations } from './to-chiefs.ts';
import { changeTransfer } from './transfer-change.ts';

/** What lies further ahead is a mistyped date: no measure holds anybody so long for a handover. */
const LONGEST_AHEAD_SECONDS = 30 * 86_400;

/**
 * Appoints when and where the stations meet, or moves the appointment. The reply names the time limits of custody that will
 * be over by then.
 * @throws InvalidRequestError when the time has passed, or lies more than thirty days ahead
 */
export function appoint(
  platform: Platform,
  command: OfficerCommand,
  request: AppointmentRequest,
): Promise<Reply> {
  return changeTransfer(platform, 'transfer.appoint', command, (state, at) => {
    requireStatus(state, 'approved', 'appointed');
    requireSoon(request.at, at);
    const { legalLimits, timers } = platform.deployment;
    const { appointmentGraceSeconds } = timers.transfer;
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
        answer: {
          graceUntil: appointment.graceUntil,
          limitsOver: limitsOverBy(request.at, bindingDeadlines(custodyClock(legalLimits, state.legal))),
        },
      },
      [toBothStations(next, 'transferAppointed')],
      at,
    );
  });
}

function requireSoon(time: string, now: Date): void {
  const ahead = (Date.parse(time) - now.getTime()) / 1000;
  const refuse = (message: string): never => {
    throw new InvalidRequestError([{ field: 'at', message }]);
  };
  if (ahead <= 0) refuse('must lie in the future');
  if (ahead > LONGEST_AHEAD_SECONDS) refuse('lies more than thirty days ahead');
}

function limitsOverBy(time: string, deadlines: readonly CustodyDeadline[]): string[] {
  return deadlines.filter(({ dueAt }) => Date.parse(dueAt) <= Date.parse(time)).map(({ limitId }) => limitId);
}
