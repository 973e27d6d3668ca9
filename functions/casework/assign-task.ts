import type { OfficerActor } from '#platform/actor/actor.ts';
import { refuse } from '#platform/authorization/authorize.ts';
import { anyCaseSchema } from '#platform/case/case.ts';
import { runCaseCommand } from '#platform/case/case-command.ts';
import type { Idempotency, Reply } from '#platform/command/idempotency.ts';
import { requireReply } from '#platform/command/run-command.ts';
import { ForbiddenError, InvalidRequestError } from '#platform/errors.ts';
import { openNotification } from '#platform/notification/open-notification.ts';
import type { Platform } from '#platform/platform.ts';
import { dutyBookKey, dutyBookSchema } from '#platform/roster/roster.ts';
import type { Task } from '#platform/task/task.ts';

import { findTask, replaceTask, requireUnfinished } from './station-tasks.ts';

/** Gives a task of the officer's own station to one of its officers. */
export interface AssignTaskCommand {
  readonly actor: OfficerActor;
  readonly caseId: string;
  readonly taskId: string;
  /** Officer of the task's station, by the station's roster. */
  readonly officerId: string;
  readonly idempotency: Idempotency;
}

/**
 * Assigns a task and sends its officer an SMS with a link. A task can be given to another officer until it is reported.
 * @throws NotFoundError when there is no such case or task
 * @throws ForbiddenError when the task is the other station's
 * @throws InvalidRequestError when the roster does not know the officer
 * @throws ConflictError when the task is reported, withdrawn, or the search has ended
 */
export async function assignTask(platform: Platform, command: AssignTaskCommand): Promise<Reply> {
  const { actor, caseId, taskId, officerId } = command;
  const reply = await runCaseCommand(platform, {
    schema: anyCaseSchema,
    caseId,
    actor,
    action: 'task.assign',
    idempotency: command.idempotency,
    decide: async (state, at) => {
      const found = await findTask(platform.store, caseId, taskId);
      const { stationId } = found.tasks.body;
      if (stationId !== actor.stationId)
        return refuse(platform, actor, 'task.assign', caseId, otherStationsTask());
      requireUnfinished(state, found.task);
      await requireOfficer(platform, stationId, officerId);
      const task: Task = {
        ...found.task,
        status: 'assigned',
        assigneeId: officerId,
        assignedAt: at.toISOString(),
      };
      const sent = openNotification(
        state,
        {
          kind: 'taskAssigned',
          stationIds: [stationId],
          toTopic: false,
          recipientId: officerId,
          taskId,
        },
        at,
      );
      return {
        next: state,
        event: { type: 'taskAssigned', data: { taskId, stationId, officerId, label: task.label } },
        writes: [replaceTask(found, task), ...sent.writes],
        effects: sent.effects,
        reply: { status: 200, body: { ...task, stationId } },
      };
    },
  });
  return requireReply(reply);
}

/** The refusal of what only the task's own station may do. */
export function otherStationsTask(): ForbiddenError {
  return new ForbiddenError('other-stations-task', 'This task belongs to the other station.');
}

async function requireOfficer(platform: Platform, stationId: string, officerId: string): Promise<void> {
  const book = await platform.store.get(dutyBookKey(stationId), dutyBookSchema);
  const officers = book?.body.roster.officers ?? [];
  if (officers.some((officer) => officer.officerId === officerId)) return;
  throw new InvalidRequestError([
    { field: 'officerId', message: `is no officer of the roster of "${stationId}"` },
  ]);
}
