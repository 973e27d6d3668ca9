import * as z from 'zod';

import type { OfficerActor } from '#platform/actor/actor.ts';
import { refuse } from '#platform/authorization/authorize.ts';
import { anyCaseSchema, type AnyCase } from '#platform/case/case.ts';
import { runCaseCommand } from '#platform/case/case-command.ts';
import type { Idempotency, Reply } from '#platform/command/idempotency.ts';
import { requireReply } from '#platform/command/run-command.ts';
import { openNotification } from '#platform/notification/open-notification.ts';
import type { Platform } from '#platform/platform.ts';
import type { Write } from '#platform/store/item-store.ts';
import type { Task } from '#platform/task/task.ts';

import { otherStationsTask } from './assign-task.ts';
import { findTask, replaceTask, requireReportable } from './station-tasks.ts';

/** Reports a task of the officer's own station as done. */
export interface ReportTaskCommand {
  readonly actor: OfficerActor;
  readonly caseId: string;
  readonly taskId: string;
  readonly finding: 'nothing' | 'something';
  readonly note?: string;
  readonly idempotency: Idempotency;
  /** What else the transaction writes, asked again at each attempt: the link that is used up. */
  readonly alsoWrite?: (at: Date) => Promise<readonly Write[]>;
}

/**
 * Reports a task as done, with or without a finding. A finding is told to the desks of both stations, who make a
 * sighting of it if it is one; it is taken even if a newer plan no longer wants the task. Additive: never fails for a
 * newer version.
 * @throws NotFoundError when there is no such case or task
 * @throws ForbiddenError when the task is the other station's
 * @throws ConflictError when the task is reported, withdrawn, or the search has ended
 */
export async function reportTask(platform: Platform, command: ReportTaskCommand): Promise<Reply> {
  const { actor, caseId, taskId, finding, note } = command;
  const reply = await runCaseCommand(platform, {
    schema: anyCaseSchema,
    caseId,
    actor,
    action: 'task.report',
    idempotency: command.idempotency,
    decide: async (state, at) => {
      const found = await findTask(platform.store, caseId, taskId);
      const { stationId } = found.tasks.body;
      if (stationId !== actor.stationId)
        return refuse(platform, actor, 'task.report', caseId, otherStationsTask());
      requireReportable(state, found.task, finding);
      const task: Task = {
        ...found.task,
        status: 'done',
        reportedAt: at.toISOString(),
        reportedBy: actor.officerId,
        finding,
        ...(note === undefined ? {} : { note }),
      };
      const told = finding === 'something' ? [tellBothDesks(state, at)] : [];
      return {
        next: finding === 'something' ? withNewContent(state) : state,
        event: {
          type: 'taskReported',
          data: { taskId, stationId, finding, label: task.label, ...(note === undefined ? {} : { note }) },
        },
        writes: [
          replaceTask(found, task),
          ...told.flatMap(({ writes }) => writes),
          ...((await command.alsoWrite?.(at)) ?? []),
        ],
        effects: told.flatMap(({ effects }) => effects),
        reply: { status: 200, body: { ...task, stationId } },
      };
    },
  });
  return requireReply(reply);
}

function tellBothDesks(state: Parameters<typeof openNotification>[0] & CaseStations, at: Date) {
  return openNotification(
    state,
    {
      kind: 'findingReported',
      stationIds: [state.requestingStationId, state.assistingStationId],
      toTopic: false,
    },
    at,
  );
}

/**
 * What was found changes the case: nobody has agreed to close it with that, nor is anybody's consent waited for any more. Kinds of
 * cases without consents count no contents.
 */
function withNewContent(state: AnyCase): AnyCase {
  const counted = z.object({ contentVersion: z.int() }).safeParse(state);
  if (!counted.success) return state;
  const decisionsDue = state.decisionsDue.filter(({ kind }) => kind !== 'closingConsent');
  return { ...state, decisionsDue, contentVersion: counted.data.contentVersion + 1 };
}

interface CaseStations {
  readonly requestingStationId: string;
  readonly assistingStationId: string;
}
