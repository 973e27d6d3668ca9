import { addSeconds } from '#platform/clock.ts';
import type { Platform } from '#platform/platform.ts';
import { notifying, stationsOf } from '#platform/case/case-change.ts';

import { isPending, replaceTasks, tasksOf } from '#platform/task/case-tasks.ts';
import type { ProcessRun } from '#platform/case/process-step.ts';
import { takeStep } from './process-step.ts';

/**
 * Once nobody has to be looked for any more: cancels what was still to be done, which makes the tasks' links void, and tells
 * both stations to stand down. Done even if the case was closed before the process came to it.
 */
export async function standDown(platform: Platform, run: ProcessRun): Promise<void> {
  const { closeReminderSeconds } = platform.deployment.timers.missingPerson;
  await takeStep(platform, run, 'standDown', async (state, at) => {
    if (state.status === 'searching' || state.closing !== undefined) return undefined;
    const pending = (await tasksOf(platform.store, state)).filter(({ tasks }) => tasks.some(isPending));
    const writes = pending.map((kept) =>
      replaceTasks(
        state.caseId,
        kept,
        kept.tasks.map((task) => (isPending(task) ? { ...task, status: 'cancelled' as const } : task)),
      ),
    );
    const closing = {
      stoodDownAt: at.toISOString(),
      remindAt: addSeconds(at, closeReminderSeconds).toISOString(),
    };
    return notifying(
      { next: { ...state, closing }, writes, event: { type: 'stoodDown', data: { status: state.status } } },
      [
        {
          kind: 'standDown',
          stationIds: stationsOf(state),
          toTopic: true,
        },
      ],
      at,
    );
  });
}
