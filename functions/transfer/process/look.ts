import { loadCase } from '#platform/case/case-command.ts';
import { isDriving, type ProcessRun } from '#platform/case/process-step.ts';
import type { Platform } from '#platform/platform.ts';
import { transferCaseSchema, type TransferCase } from '#functions/transfer/model/transfer-case.ts';

import { custodyWarningsDue, nextCustodyWarningAt } from './custody-warnings.ts';
import { isAppointmentMissed } from './end-appointment.ts';
import { isHandoverOver } from './end-handover.ts';
import { endToTell } from './tell-investigation.ts';

/** What the process does next. */
export type NextStep =
  | 'endHandover'
  | 'tellOverdue'
  | 'warnChiefs'
  | 'endAppointment'
  | 'tellInvestigation'
  | (typeof waits)[TransferCase['status']]
  | 'superseded';

/** What a look at the case found. */
export interface LookResult {
  readonly next: NextStep;
  /** Version of the case that was looked at: a wait registered with it misses nothing that comes after. */
  readonly seenVersion: number;
  /** When the next timer falls due: the end of a wait that nothing interrupts. */
  readonly dueAt: string;
}

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

/** A process that waits for nothing in particular looks again after this long, so that it is never stuck for good. */
const LONGEST_WAIT_MS = 24 * 3_600_000;

/**
 * Looks at the case and says which step is due, or how long there is to wait.
 * @throws Error when there is no such case
 */
export async function look(platform: Platform, run: ProcessRun): Promise<LookResult> {
  const state = await loadCase(platform, run.caseId, transferCaseSchema);
  if (state === undefined) throw new Error('A process runs for a case that does not exist.');
  const at = platform.clock.now();
  const timers = timersOf(platform, state, at).map((time) => Date.parse(time));
  return {
    next: isDriving(run, state) ? nextStep(platform, state, at) : 'superseded',
    seenVersion: state.version,
    dueAt: new Date(Math.min(at.getTime() + LONGEST_WAIT_MS, ...timers)).toISOString(),
  };
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
