import { hitCaseSchema, type HitCase } from '#functions/registry-hit/model/hit-case.ts';
import { lookAt, type Outlook } from '#platform/case/process-look.ts';
import type { ProcessRun } from '#platform/case/process-step.ts';
import type { Platform } from '#platform/platform.ts';

import { isChiefsCallDue, isSuperiorCallDue } from './escalate.ts';

/** What the process does next. */
type NextStep = 'callChiefs' | 'callSuperior' | 'awaitVerdicts' | 'finish';

/** Looks at the case for its process; see `lookAt`. */
export function look(platform: Platform, run: ProcessRun): Promise<Outlook<NextStep>> {
  return lookAt(platform, hitCaseSchema, run, (state, at) => ({
    next: () => nextStep(state, at),
    timers: timersOf(state),
  }));
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
