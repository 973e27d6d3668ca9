import { lookAt, type Outlook } from '#platform/case/process-look.ts';
import type { ProcessRun } from '#platform/case/process-step.ts';
import type { Platform } from '#platform/platform.ts';
import { deadlinesOf, isOverdue, tasksOf } from '#platform/task/case-tasks.ts';
import {
  missingPersonCaseSchema,
  type MissingPersonCase,
} from '#functions/missing-person/model/missing-person-case.ts';

import { isSuperiorCallDue } from './call-superior.ts';
import { isReminderDue } from './remind-closing.ts';
import { isReviewDue } from './review-search.ts';

/** What the process does next. */
type NextStep =
  | 'plan'
  | 'review'
  | 'callSuperior'
  | 'escalateTasks'
  | 'awaitNews'
  | 'standDown'
  | 'remindClosing'
  | 'awaitClosing'
  | 'finish';

/** Looks at the case for its process; see `lookAt`. */
export function look(platform: Platform, run: ProcessRun): Promise<Outlook<NextStep>> {
  return lookAt(platform, missingPersonCaseSchema, run, async (state, at) => {
    const tasks = (await tasksOf(platform.store, state)).flatMap((kept) => kept.tasks);
    const hasOverdueTasks = tasks.some((task) => isOverdue(task, at));
    return {
      next: () => nextStep(state, hasOverdueTasks, at),
      timers: timersOf(state, deadlinesOf(tasks)),
    };
  });
}

function nextStep(state: MissingPersonCase, hasOverdueTasks: boolean, at: Date): NextStep {
  if (state.status !== 'searching') return nextAfterSearch(state, at);
  if (state.search.planNeeded !== undefined) return 'plan';
  if (isSuperiorCallDue(state, at)) return 'callSuperior';
  // Before the review: its new plan would give the tasks new deadlines, and the old ones would pass in silence.
  if (hasOverdueTasks) return 'escalateTasks';
  return isReviewDue(state, at) ? 'review' : 'awaitNews';
}

function nextAfterSearch(state: MissingPersonCase, at: Date): NextStep {
  if (state.closing === undefined) return 'standDown';
  if (state.status === 'closed') return 'finish';
  return isReminderDue(state, at) ? 'remindClosing' : 'awaitClosing';
}

/** Every instant at which the process has something to do without being woken. */
function timersOf({ status, search, closing }: MissingPersonCase, deadlines: readonly string[]): string[] {
  if (status !== 'searching') return closing === undefined ? [] : [closing.remindAt];
  return [
    ...(search.nextReviewAt === undefined ? [] : [search.nextReviewAt]),
    ...(search.superiorCalledAt === undefined ? [search.superiorCallAt] : []),
    ...deadlines,
  ];
}
