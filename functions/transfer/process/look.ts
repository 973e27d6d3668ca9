import { lookAt, type Outlook } from '#platform/case/process-look.ts';
import type { ProcessRun } from '#platform/case/process-step.ts';
import type { Platform } from '#platform/platform.ts';
import { transferCaseSchema, type TransferCase } from '#functions/transfer/model/transfer-case.ts';

import { custodyWarningsDue, nextCustodyWarningAt } from './custody-warnings.ts';
import { isAppointmentMissed } from './end-appointment.ts';
import { isHandoverOver } from './end-handover.ts';
import { endToTell } from './tell-investigation.ts';

/** What the process does next. */
type NextStep =
  | 'endHandover'
  | 'tellOverdue'
  | 'warnChiefs'
  | 'endAppointment'
  | 'tellInvestigation'
  | (typeof waits)[TransferCase['status']];

/** What is waited for, as long as nothing is due. */
const waits = {
  preparing: 'awaitPreparation',
  awaitingApproval: 'awaitApproval',
  approved: 'awaitAppointment',
  appointed: 'awaitRelease',
  handingOver: 'awaitReceipt',
  escaped: 'awaitRecapture',
  hospitalised: 'awaitClearance',
  received: 'awaitClosing',
  freed: 'awaitClosing',
  cancelled: 'awaitClosing',
  closed: 'finish',
} as const satisfies Record<TransferCase['status'], string>;

/** Looks at the case for its process; see `lookAt`. */
export function look(platform: Platform, run: ProcessRun): Promise<Outlook<NextStep>> {
  return lookAt(platform, transferCaseSchema, run, (state, at) => ({
    next: () => nextStep(platform, state, at),
    timers: timersOf(platform, state, at),
  }));
}

function nextStep(platform: Platform, state: TransferCase, at: Date): NextStep {
  // Before everything that may fail for long: a handover cannot be ended while the station's key does not sign.
  const warnings = custodyWarningsDue(platform, state, at);
  if (warnings.some(({ kind }) => kind === 'overdue')) return 'tellOverdue';
  if (warnings.length > 0) return 'warnChiefs';
  if (isHandoverOver(state, at)) return 'endHandover';
  if (isAppointmentMissed(state, at)) return 'endAppointment';
  return endToTell(state) === undefined ? waits[state.status] : 'tellInvestigation';
}

/** Every instant at which the process has something to do without being woken. */
function timersOf(platform: Platform, state: TransferCase, at: Date): string[] {
  const { status, appointment, handover } = state;
  return [
    nextCustodyWarningAt(platform, state, at),
    status === 'appointed' ? appointment?.graceUntil : undefined,
    status === 'handingOver' ? handover?.windowEndsAt : undefined,
  ].filter((time) => time !== undefined);
}
