import { notifying, wakeAll } from '#platform/case/case-change.ts';
import type { ProcessRun } from '#platform/case/process-step.ts';
import type { Platform } from '#platform/platform.ts';
import { toChiefs } from '#functions/transfer/commands/to-chiefs.ts';
import type { TransferCase } from '#functions/transfer/model/transfer-case.ts';

import { takeStep } from './process-step.ts';

/** Ends an appointment at which nobody was released: another one is needed, both chiefs are told. */
export async function endAppointment(platform: Platform, run: ProcessRun): Promise<void> {
  await takeStep(platform, run, 'endAppointment', (state, at) => {
    if (!isAppointmentMissed(state, at)) return undefined;
    const { appointment, ...rest } = state;
    return notifying(
      {
        next: { ...rest, status: 'approved' },
        event: { type: 'appointmentMissed', data: { appointedFor: appointment?.at } },
        effects: [wakeAll(state)],
      },
      [toChiefs(state, 'appointmentMissed')],
      at,
    );
  });
}

/** Whether the appointment has passed, with its grace, and nobody was released. */
export function isAppointmentMissed({ status, appointment }: TransferCase, at: Date): boolean {
  if (status !== 'appointed' || appointment === undefined) return false;
  return Date.parse(appointment.graceUntil) <= at.getTime();
}
