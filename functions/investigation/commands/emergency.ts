import { requirePast } from '#platform/command/require-past.ts';
import { recordActor, type OfficerActor } from '#platform/actor/actor.ts';
import { addSeconds } from '#platform/clock.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/platform.ts';
import type { Task } from '#platform/task/task.ts';
import type { CoerciveStep } from '#functions/investigation/model/coercive-step.ts';
import type { InvestigationCase } from '#functions/investigation/model/investigation-case.ts';

import { papersTask } from './papers-task.ts';
import { requireOfficers, requireStationOfCase } from './require-officers.ts';

/** What is told of a step that could not wait. */
export interface ToldEmergency extends Pick<CoerciveStep, 'kind' | 'target' | 'place' | 'atStationId'> {
  readonly reason: string;
  readonly executedAt: string;
  readonly localOfficerId?: string | undefined;
  readonly note?: string | undefined;
}

/**
 * A step that the officer's station carried out before its papers: executed, marked for good, with a task for the papers. Their
 * time runs from when it was done: whoever records it late has gained nothing.
 * @throws InvalidRequestError when station or local officer are none, or it lies in the future
 */
export async function emergencyStep(
  platform: Platform,
  state: InvestigationCase,
  actor: OfficerActor,
  told: ToldEmergency,
  at: Date,
): Promise<{ readonly step: CoerciveStep; readonly task: Task; readonly papersDueAt: string }> {
  const { reason, executedAt, localOfficerId, note, ...what } = told;
  requireStationOfCase(state, what.atStationId, 'atStationId');
  requirePast('executedAt', executedAt, at);
  if (localOfficerId !== undefined)
    await requireOfficers(platform, what.atStationId, [localOfficerId], 'localOfficerId');
  const { papersSeconds } = platform.deployment.timers.investigation;
  const done = new Date(Math.min(Date.parse(executedAt), at.getTime()));
  const papersDueAt = addSeconds(done, papersSeconds).toISOString();
  const stepId = newId('C', at);
  const task = papersTask(stepId, papersDueAt, at);
  const by = recordActor(actor);
  const step: CoerciveStep = {
    ...what,
    stepId,
    executingStationId: actor.stationId,
    status: 'executed',
    requestedAt: at.toISOString(),
    requestedBy: by,
    checklist: [],
    decisions: [],
    execution: {
      at: executedAt,
      by,
      ...(localOfficerId === undefined ? {} : { localOfficerId }),
      ...(note === undefined ? {} : { note }),
    },
    emergency: { reason, papersDueAt, papersTaskId: task.taskId },
  };
  return { step, task, papersDueAt };
}
