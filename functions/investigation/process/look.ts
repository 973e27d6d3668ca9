import { loadCase } from '#platform/case/case-command.ts';
import { isDriving, type ProcessRun } from '#platform/case/process-step.ts';
import type { Platform } from '#platform/platform.ts';
import { isOverdue, isPending, tasksOf } from '#platform/task/case-tasks.ts';
import {
  investigationCaseSchema,
  type InvestigationCase,
} from '#functions/investigation/model/investigation-case.ts';

import { isChiefCallDue } from './call-chief.ts';
import { isSuperiorCallDue } from './call-superior.ts';
import { arePapersOverdue, papersAwaitedUntil } from './escalate-papers.ts';
import { isReminderDue, reminderAt } from './remind-consent.ts';
import { mergerToTell } from './tell-merged.ts';

/** What the process does next. */
export type NextStep =
  | 'callChief'
  | 'callSuperior'
  | 'escalateTasks'
  | 'escalatePapers'
  | 'remindConsent'
  | 'tellMerged'
  | 'awaitRequest'
  | 'awaitAnswer'
  | 'awaitLeads'
  | 'awaitConsent'
  | 'finish'
  | 'superseded';

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
  const state = await loadCase(platform, run.caseId, investigationCaseSchema);
  if (state === undefined) throw new Error('A process runs for a case that does not exist.');
  const at = platform.clock.now();
  const tasks = (await tasksOf(platform.store, state)).flatMap((kept) => kept.tasks);
  const deadlines = tasks
    .filter((task) => isPending(task) && task.escalatedAt === undefined)
    .map(({ dueAt }) => dueAt);
  const hasOverdueTasks = tasks.some((task) => isOverdue(task, at));
  const timers = [...timersOf(state), ...deadlines].map((time) => Date.parse(time));
  return {
    next: isDriving(run, state) ? nextStep(state, hasOverdueTasks, at) : 'superseded',
    seenVersion: state.version,
    dueAt: new Date(Math.min(at.getTime() + LONGEST_WAIT_MS, ...timers)).toISOString(),
  };
}

function nextStep(state: InvestigationCase, hasOverdueTasks: boolean, at: Date): NextStep {
  if (state.status === 'closed') return mergerToTell(state) === undefined ? 'finish' : 'tellMerged';
  if (isChiefCallDue(state, at)) return 'callChief';
  if (isSuperiorCallDue(state, at)) return 'callSuperior';
  if (state.steps.some((step) => arePapersOverdue(state, step, at))) return 'escalatePapers';
  if (hasOverdueTasks) return 'escalateTasks';
  if (isReminderDue(state, at)) return 'remindConsent';
  return nextWait(state);
}

function nextWait({ status, closing }: InvestigationCase): NextStep {
  if (closing !== undefined) return 'awaitConsent';
  if (status === 'requested') return 'awaitAnswer';
  return status === 'opened' || status === 'moreAsked' || status === 'declined'
    ? 'awaitRequest'
    : 'awaitLeads';
}

/** Every instant of the case's own at which the process has something to do without being woken. */
function timersOf(state: InvestigationCase): string[] {
  const { status, cooperation, steps } = state;
  if (status === 'closed') return [];
  const asked = status === 'requested' ? cooperation : undefined;
  return [
    asked?.chiefCalledAt === undefined ? asked?.answerDueAt : undefined,
    asked?.superiorCalledAt === undefined ? asked?.superiorCallAt : undefined,
    ...steps.map(papersAwaitedUntil),
    reminderAt(state),
  ].filter((time) => time !== undefined);
}
