import { lookAt, type Outlook } from '#platform/case/process-look.ts';
import type { ProcessRun } from '#platform/case/process-step.ts';
import type { Platform } from '#platform/platform.ts';
import { deadlinesOf, isOverdue, tasksOf } from '#platform/task/case-tasks.ts';
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
type NextStep =
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
  | 'finish';

/** Looks at the case for its process; see `lookAt`. */
export function look(platform: Platform, run: ProcessRun): Promise<Outlook<NextStep>> {
  return lookAt(platform, investigationCaseSchema, run, async (state, at) => {
    const tasks = (await tasksOf(platform.store, state)).flatMap((kept) => kept.tasks);
    const hasOverdueTasks = tasks.some((task) => isOverdue(task, at));
    return {
      next: () => nextStep(state, hasOverdueTasks, at),
      timers: [...timersOf(state), ...deadlinesOf(tasks)],
    };
  });
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
