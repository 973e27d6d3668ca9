import * as z from 'zod';

import { findTask } from '#functions/casework/station-tasks.ts';
import { missingPersonCaseSchema } from '#functions/missing-person/model/missing-person-case.ts';
import { recordActor } from '#platform/actor/actor.ts';
import { recordAccess } from '#platform/audit/access-log.ts';
import { anyCaseSchema, type AnyCase } from '#platform/case/case.ts';
import { caseStatusSchema, isActive } from '#platform/case/case-status.ts';
import { loadCase } from '#platform/case/case-command.ts';
import { NotFoundError } from '#platform/errors.ts';
import { linkActor, type Link } from '#platform/link/link.ts';
import { mayGoOut } from '#platform/notification/delivery-rules.ts';
import { notificationKindSchema } from '#platform/notification/kinds/notification-kinds.ts';
import { notificationKey, notificationSchema } from '#platform/notification/notification.ts';
import type { Platform } from '#platform/platform.ts';
import { taskSchema, type Task } from '#platform/task/task.ts';

import { officerOf } from './addressee.ts';
import { incidentOf, incidentSchema } from './incident.ts';

/** Who did what the link is for, and when. `name`: as long as the roster knows them. */
const answerSchema = z.strictObject({
  at: z.iso.datetime(),
  officerId: z.string(),
  stationId: z.string(),
  name: z.string().optional(),
});

/** Who did what the link is for, and when. */
export type Answer = z.infer<typeof answerSchema>;

const common = {
  /** `open`: it can be done. `answered`: it is done. `ended`: it is no longer wanted. */
  state: z.enum(['open', 'answered', 'ended']),
  caseId: z.string(),
  caseStatus: caseStatusSchema,
  drill: z.boolean(),
  /** The station that is asked. */
  stationId: z.string(),
  expiresAt: z.iso.datetime(),
  answer: answerSchema.optional(),
  /** Only while there is something to do. */
  incident: incidentSchema.optional(),
};

/** What a link leads to, as it stands. */
export const linkViewSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('acknowledge'),
    ...common,
    notification: z.strictObject({ kind: notificationKindSchema, openedAt: z.iso.datetime() }),
  }),
  z.strictObject({
    kind: z.literal('task'),
    ...common,
    task: taskSchema.pick({ taskId: true, label: true, dueAt: true, finding: true, note: true }).strip(),
  }),
]);

/** What a link leads to, as it stands. */
export type LinkView = z.infer<typeof linkViewSchema>;

type Standing = Pick<LinkView, 'state' | 'answer'>;

/**
 * What the link leads to. The lookup is logged as the addressee's before it is answered.
 * @param shows `incident`: tell what the case is about, while it goes on; `standing`: only who answered and when
 * @throws NotFoundError when the case, the notification or the task is no longer there
 */
export async function viewLink(
  platform: Platform,
  link: Link,
  shows: 'incident' | 'standing',
): Promise<LinkView> {
  const found = await loadCase(platform, link.caseId, anyCaseSchema);
  if (found === undefined) throw new NotFoundError();
  const target =
    link.kind === 'task' ? await taskTarget(platform, link, found) : await alertTarget(platform, link, found);
  await recordAccess(platform.store, link.officerStationId, {
    at: platform.clock.now().toISOString(),
    actor: recordActor(linkActor(link)),
    action: 'link.read',
    outcome: 'read',
    target: link.caseId,
  });
  return {
    ...target,
    caseId: link.caseId,
    caseStatus: found.status,
    drill: found.drill,
    stationId: link.stationId,
    expiresAt: link.expiresAt,
    ...(shows === 'incident' ? incidentWithin(found) : {}),
  };
}

async function alertTarget(platform: Platform, link: Link, found: AnyCase) {
  const key = notificationKey(link.caseId, link.notificationId);
  const notification = (await platform.store.get(key, notificationSchema))?.body;
  const leg = notification?.legs[link.stationId];
  if (notification === undefined || leg === undefined) throw new NotFoundError();
  const by = leg.acknowledgedBy;
  const open = leg.status === 'open' && mayGoOut(notification, found);
  const standing: Standing =
    leg.acknowledgedAt !== undefined && by?.kind === 'officer'
      ? { state: 'answered', answer: await answerOf(platform, leg.acknowledgedAt, by) }
      : { state: open ? 'open' : 'ended' };
  const { kind, openedAt } = notification;
  return { kind: 'acknowledge' as const, notification: { kind, openedAt }, ...standing };
}

async function taskTarget(platform: Platform, link: Link, found: AnyCase) {
  const { task } = await findTask(platform.store, link.caseId, link.taskId ?? '');
  const { taskId, label, dueAt, finding, note } = task;
  return {
    kind: 'task' as const,
    task: {
      taskId,
      label,
      dueAt,
      ...(finding === undefined ? {} : { finding }),
      ...(note === undefined ? {} : { note }),
    },
    ...(await taskStanding(platform, link, found, task)),
  };
}

async function taskStanding(
  platform: Platform,
  link: Link,
  found: AnyCase,
  { status, reportedAt, reportedBy }: Task,
): Promise<Standing> {
  if (status === 'done' && reportedAt !== undefined && reportedBy !== undefined) {
    const by = { officerId: reportedBy, stationId: link.stationId };
    return { state: 'answered', answer: await answerOf(platform, reportedAt, by) };
  }
  // A superseded task still takes what was found.
  const open = status !== 'done' && status !== 'cancelled' && isActive(found);
  return { state: open ? 'open' : 'ended' };
}

/**
 * What to look out for, as long as somebody is searched for. Cases of other kinds tell nothing by a link: whom they are
 * about is for officers who have signed in.
 */
function incidentWithin(found: AnyCase): Pick<LinkView, 'incident'> {
  if (found.kind !== 'MP' || found.status !== 'searching') return {};
  return { incident: incidentOf(missingPersonCaseSchema.parse(found)) };
}

async function answerOf(
  platform: Platform,
  at: string,
  { officerId, stationId }: Pick<Answer, 'officerId' | 'stationId'>,
): Promise<Answer> {
  const officer = await officerOf(platform, stationId, officerId);
  return { at, officerId, stationId, ...(officer === undefined ? {} : { name: officer.name }) };
}
