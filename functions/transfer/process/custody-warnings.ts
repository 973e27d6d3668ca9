import { notifying, type CaseChange, type Decide } from '#platform/case/case-change.ts';
import type { ProcessRun } from '#platform/case/process-step.ts';
import { partnershipOf, type Deployment } from '#platform/deployment/deployment.ts';
import type { Platform } from '#platform/platform.ts';
import { custodyClock } from '#functions/transfer/clock/custody-clock.ts';
import { nextWarning, warningsDue, type Warning } from '#functions/transfer/clock/warnings.ts';
import { toChiefs } from '#functions/transfer/commands/to-chiefs.ts';
import type { TransferCase } from '#functions/transfer/model/transfer-case.ts';

import { takeStep } from './process-step.ts';

/** Warns both chiefs of time limits that come near, once for each limit and point. */
export async function warnChiefs(platform: Platform, run: ProcessRun): Promise<void> {
  await takeStep(platform, run, 'warnChiefs', saying(platform, 'near', nearSaid));
}

/** Tells the superior of time limits that have passed, once for each limit. */
export async function tellOverdue(platform: Platform, run: ProcessRun): Promise<void> {
  await takeStep(platform, run, 'tellOverdue', saying(platform, 'overdue', overdueSaid));
}

/** What the custody clock has to say now. It runs as long as somebody holds the suspect and the case is open. */
export function custodyWarningsDue({ deployment }: Platform, state: TransferCase, at: Date): Warning[] {
  const { warnSeconds } = deployment.timers.transfer;
  return warningsDue(watchedIn(deployment, state), warnSeconds, state.clockMemory, at);
}

/** When the custody clock will have something to say next. */
export function nextCustodyWarningAt(
  { deployment }: Platform,
  state: TransferCase,
  at: Date,
): string | undefined {
  const { warnSeconds } = deployment.timers.transfer;
  return nextWarning(watchedIn(deployment, state), warnSeconds, state.clockMemory, at)?.at;
}

/** Deadlines that run, and those that were met too late: what was over before anybody could say so is said still. */
function watchedIn({ legalLimits }: Deployment, { status, custody, legal }: TransferCase) {
  if (status === 'closed' || custody.custodian.kind === 'none') return [];
  return custodyClock(legalLimits, legal).filter(({ binding, met }) => binding && met?.late !== false);
}

function saying(
  platform: Platform,
  kind: Warning['kind'],
  said: (
    state: TransferCase,
    warnings: readonly Warning[],
    superior: string,
    at: Date,
  ) => CaseChange<TransferCase>,
): Decide<TransferCase> {
  return (state, at) => {
    const warnings = custodyWarningsDue(platform, state, at).filter((each) => each.kind === kind);
    if (warnings.length === 0) return undefined;
    return said(state, warnings, partnershipOf(platform.deployment, state.partnershipId).superior, at);
  };
}

function nearSaid(state: TransferCase, warnings: readonly Warning[], _superior: string, at: Date) {
  const { clockMemory } = state;
  const warned = warnings.map(({ limitId, dueAt, point }) => ({ limitId, dueAt, point }));
  return notifying(
    {
      next: { ...state, clockMemory: { ...clockMemory, warned: [...clockMemory.warned, ...warned] } },
      event: { type: 'custodyDeadlineNear', data: { deadlines: warned } },
    },
    [toChiefs(state, 'custodyDeadlineNear')],
    at,
  );
}

function overdueSaid(state: TransferCase, warnings: readonly Warning[], superior: string, at: Date) {
  const { clockMemory } = state;
  const overdue = warnings.map(({ limitId, dueAt }) => ({ limitId, dueAt }));
  return notifying(
    {
      next: { ...state, clockMemory: { ...clockMemory, overdue: [...clockMemory.overdue, ...overdue] } },
      event: { type: 'custodyDeadlineOverdue', data: { deadlines: overdue, stationId: superior } },
    },
    [{ kind: 'custodyDeadlineOverdue', stationIds: [superior], toTopic: true }],
    at,
  );
}
