import { recordActor, type OfficerActor } from '#platform/actor/actor.ts';
import { notifying, requireStatus, stationsOf, type OfficerCommand } from '#platform/case/case-change.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { InvalidRequestError } from '#platform/errors.ts';
import { newId, sha256 } from '#platform/ids.ts';
import type { NotificationRequest } from '#platform/notification/open-notification.ts';
import type { Platform } from '#platform/platform.ts';
import { isPending, replaceTasks, tasksOf } from '#platform/task/case-tasks.ts';
import type { Task } from '#platform/task/task.ts';
import { withoutOldest } from '#platform/task/without-oldest.ts';
import type { InvestigationCase } from '#functions/investigation/model/investigation-case.ts';
import type { ArrestPlanRequest } from '#functions/investigation/requests/arrest-plan.ts';

import { changeContent } from './investigation-change.ts';
import { requireOfficers, requireStationOfCase } from './require-officers.ts';

type PlannedTask = ArrestPlanRequest['tasks'][number];

/**
 * Plans the arrest: tasks of both stations. A later plan takes the place of an earlier one; what somebody has begun goes on,
 * and the same work that nobody has begun gets the new deadline. Each station assigns its own officers.
 * @throws ConflictError unless the suspect is located
 * @throws InvalidRequestError when a task is no station's of the case, past, twice, or given to somebody else's officer
 */
export function planArrest(
  platform: Platform,
  command: OfficerCommand,
  request: ArrestPlanRequest,
): Promise<Reply> {
  const { actor } = command;
  return changeContent(platform, 'investigation.planArrest', command, async (state, at) => {
    requireStatus(state, 'located');
    await requireTasks(platform, state, request.tasks, actor, at);
    const planNumber = (state.arrestPlan?.planNumber ?? 0) + 1;
    const merged = (await tasksOf(platform.store, state)).map((kept) => {
      const planned = request.tasks.filter(({ stationId }) => stationId === kept.stationId);
      return { kept, ...mergedTasks(kept.tasks, planned, planNumber, at) };
    });
    const { tasks: _, ...plan } = request;
    const given = merged.flatMap(({ kept: { stationId }, given }) =>
      given.map((task) => assignment(stationId, task)),
    );
    return notifying(
      {
        next: {
          ...state,
          arrestPlan: { ...plan, planNumber, at: at.toISOString(), by: recordActor(actor) },
        },
        event: {
          type: 'arrestPlanned',
          data: { planNumber, tasks: countByStation(request.tasks), ...plan },
        },
        writes: merged.map(({ kept, tasks }) => replaceTasks(state.caseId, kept, tasks)),
        answer: { planNumber },
      },
      [{ kind: 'arrestPlanned', stationIds: stationsOf(state), toTopic: false }, ...given],
      at,
    );
  });
}

/** Whether the task belongs to an arrest and somebody still has to do it. */
export function isPendingArrestTask(task: Task): boolean {
  return task.kind === 'arrest' && isPending(task);
}

async function requireTasks(
  platform: Platform,
  state: InvestigationCase,
  tasks: readonly PlannedTask[],
  actor: OfficerActor,
  at: Date,
): Promise<void> {
  const refuse = (index: number, field: string, message: string) =>
    new InvalidRequestError([{ field: `tasks.${index}.${field}`, message }]);
  const keys = new Set<string>();
  for (const [index, { stationId, text, dueAt, assigneeId }] of tasks.entries()) {
    requireStationOfCase(state, stationId, `tasks.${index}.stationId`);
    if (Date.parse(dueAt) <= at.getTime()) throw refuse(index, 'dueAt', 'has passed already');
    const key = `${stationId} ${text}`;
    if (keys.has(key)) throw refuse(index, 'text', 'is there twice for this station');
    keys.add(key);
    if (assigneeId === undefined) continue;
    if (stationId !== actor.stationId)
      throw refuse(index, 'assigneeId', 'each station assigns its own officers');
    await requireOfficers(platform, stationId, [assigneeId], `tasks.${index}.assigneeId`);
  }
}

/** A station's tasks under a new plan, and those that are given to an officer by it. */
function mergedTasks(
  before: readonly Task[],
  planned: readonly PlannedTask[],
  planNumber: number,
  at: Date,
): { readonly tasks: Task[]; readonly given: Task[] } {
  const wanted = new Map(planned.map((task) => [planKeyOf(task), task]));
  const kept = before.map((task) => {
    if (!isPendingArrestTask(task)) return task;
    const renewal = wanted.get(task.planKey);
    if (renewal !== undefined) wanted.delete(task.planKey);
    if (task.status === 'assigned') return task;
    if (renewal === undefined) return { ...task, status: 'superseded' as const };
    return taskOf(renewal, task.taskId, planNumber, at);
  });
  const added = [...wanted.values()].map((task) => taskOf(task, newId('T', at), planNumber, at));
  const tasks = withoutOldest([...kept, ...added]);
  const isGiven = (task: Task) => task.assignedAt === at.toISOString() && task.planNumber === planNumber;
  return { tasks, given: tasks.filter(isGiven) };
}

function taskOf(planned: PlannedTask, taskId: string, planNumber: number, at: Date): Task {
  const { text, dueAt, assigneeId } = planned;
  return {
    taskId,
    planKey: planKeyOf(planned),
    planNumber,
    kind: 'arrest',
    // An officer's own words, in the language they were written in.
    label: { 'zh-CN': text, en: text },
    featureIds: [],
    probability: 1,
    dueAt,
    ...(assigneeId === undefined
      ? { status: 'open' }
      : { status: 'assigned', assigneeId, assignedAt: at.toISOString() }),
  };
}

function planKeyOf({ text }: PlannedTask): string {
  return `arrest.${sha256(text).slice(0, 16)}`;
}

function assignment(stationId: string, { taskId, assigneeId }: Task): NotificationRequest {
  return {
    kind: 'taskAssigned',
    stationIds: [stationId],
    toTopic: false,
    taskId,
    ...(assigneeId === undefined ? {} : { recipientId: assigneeId }),
  };
}

function countByStation(tasks: readonly PlannedTask[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { stationId } of tasks) counts.set(stationId, (counts.get(stationId) ?? 0) + 1);
  return Object.fromEntries(counts);
}
