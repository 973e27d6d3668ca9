import { overdueTasksTold } from '#functions/casework/escalate-overdue-tasks.ts';
import { isActive } from '#platform/case/case-status.ts';
import type { ProcessRun } from '#platform/case/process-step.ts';
import type { Platform } from '#platform/platform.ts';

import { takeStep } from './process-step.ts';

/** Tells the desks of tasks that are past their deadline, as long as the case goes on. */
export async function escalateOverdueTasks(platform: Platform, run: ProcessRun): Promise<void> {
  await takeStep(platform, run, 'escalateOverdueTasks', (state, at) =>
    isActive(state) ? overdueTasksTold(platform, state, at) : undefined,
  );
}
