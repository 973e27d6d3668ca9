import { loadCase } from '#platform/case/case-command.ts';
import type { Platform } from '#platform/platform.ts';
import {
  missingPersonCaseSchema,
  type MissingPersonCase,
} from '#functions/missing-person/model/missing-person-case.ts';

import { isSuperiorCallDue } from './call-superior.ts';
import { isOverdue, isPending, tasksOf } from '#platform/task/case-tasks.ts';
import { isDriving, type ProcessRun } from '#platform/case/process-step.ts';
import { isReminderDue } from './remind-closing.ts';
import { isReviewDue } from './review-search.ts';

/** What the process does next. */
export type NextStep =
  | 'plan'
  | 'review'
  | 'callSuperior'
  | 'escalateTasks'
  | 'awaitNews'
  | 'standDown'
  | 'remindClosing'
  | 'awaitClosing'
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
  const state = await loadCase(platform, run.caseId, missingPersonCaseSchema);
  if (state === undefined) throw new Error('A process runs for a case that does not exist.');
  const at = platform.clock.now();
  const tasks = (await tasksOf(platform.store, state)).flatMap((kept) => kept.tasks);
  const deadlines = tasks
    .filter((task) => isPending(task) && task.escalatedAt === undefined)
    .map(({ dueAt }) => dueAt);
  const dueAt = Math.min(
    at.getTime() + LONGEST_WAIT_MS,
    ...timersOf(state, deadlines).map((time) => Date.parse(time)),
  );
  return {
    next: isDriving(run, state)
      ? nextStep(
          state,
          tasks.some((task) => isOverdue(task, at)),
          at,
        )
      : 'superseded',
    seenVersion: state.version,
    dueAt: new Date(dueAt).toISOString(),
  };
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
