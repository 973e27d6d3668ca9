import { hitCaseSchema, type HitCase } from '#functions/registry-hit/model/hit-case.ts';
import { loadCase } from '#platform/case/case-command.ts';
import { isDriving, type ProcessRun } from '#platform/case/process-step.ts';
import type { Platform } from '#platform/platform.ts';

import { isChiefsCallDue, isSuperiorCallDue } from './escalate.ts';

/** What the process does next. */
export type NextStep = 'callChiefs' | 'callSuperior' | 'awaitVerdicts' | 'finish' | 'superseded';

/** What a look at the case found. */
export interface LookResult {
  readonly next: NextStep;
  /** Version of the case that was looked at: a wait registered with it misses nothing that comes after. */
  readonly seenVersion: number;
  /** When the next timer falls due: the end of a wait that nothing interrupts. */
  readonly dueAt: string;
}

/** A process that waits for nothing in particular looks again after this long, so that it is never stuck for good. */
const LONGEST_WAIT_MS = 24 * 3_600_000;

/**
 * Looks at the case and says which step is due, or how long there is to wait.
 * @throws Error when there is no such case
 */
export async function look(platform: Platform, run: ProcessRun): Promise<LookResult> {
  const state = await loadCase(platform, run.caseId, hitCaseSchema);
  if (state === undefined) throw new Error('A process runs for a case that does not exist.');
  const at = platform.clock.now();
  const timers = timersOf(state).map((time) => Date.parse(time));
  return {
    next: isDriving(run, state) ? nextStep(state, at) : 'superseded',
    seenVersion: state.version,
    dueAt: new Date(Math.min(at.getTime() + LONGEST_WAIT_MS, ...timers)).toISOString(),
  };
}

function nextStep(state: HitCase, at: Date): NextStep {
  if (state.status === 'closed') return 'finish';
  if (isSuperiorCallDue(state, at)) return 'callSuperior';
  return isChiefsCallDue(state, at) ? 'callChiefs' : 'awaitVerdicts';
}

/** Every instant at which the process has something to do without being woken. */
function timersOf({
  status,
  verifyUntil,
  chiefsCalledAt,
  superiorCallAt,
  superiorCalledAt,
}: HitCase): string[] {
  if (status === 'closed') return [];
  if (chiefsCalledAt === undefined) return [verifyUntil];
  return superiorCallAt === undefined || superiorCalledAt !== undefined ? [] : [superiorCallAt];
}
