import { notifying, type OfficerCommand } from '#platform/case/case-change.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import type { Platform } from '#platform/platform.ts';
import type { EmergencyStep } from '#functions/investigation/requests/emergency-step.ts';

import { changedTasks } from './changed-tasks.ts';
import { emergencyStep } from './emergency.ts';
import { changeContent, requireNotClosed } from './investigation-change.ts';
import { withNewStep } from './request-step.ts';
import { toChiefs } from './to-chiefs.ts';

/**
 * Records a step that could not wait for its papers: both chiefs are told, and the papers become a task of the officer's
 * station with a deadline. What was done is recorded wherever the case stands: hiding it would be worse.
 * @throws ConflictError when the case is closed
 */
export function recordEmergencyStep(
  platform: Platform,
  command: OfficerCommand,
  told: EmergencyStep,
): Promise<Reply> {
  const { actor } = command;
  return changeContent(platform, 'investigation.recordEmergencyStep', command, async (state, at) => {
    requireNotClosed(state);
    const { step, task, papersDueAt } = await emergencyStep(platform, state, actor, told, at);
    const { stepId, kind, atStationId, executingStationId, execution } = step;
    return notifying(
      {
        next: withNewStep(state, step),
        event: {
          type: 'emergencyStepTaken',
          data: {
            stepId,
            kind,
            atStationId,
            executingStationId,
            papersDueAt,
            reason: told.reason,
            localOfficerPresent: execution?.localOfficerId !== undefined,
          },
        },
        writes: await changedTasks(platform.store, state, ({ stationId, tasks }) =>
          stationId === actor.stationId ? [...tasks, task] : tasks,
        ),
        answer: { stepId, papersDueAt },
        replyStatus: 201,
      },
      [{ ...toChiefs(state, 'emergencyStepTaken'), acknowledgedBy: actor }],
      at,
    );
  });
}
