import * as z from 'zod';

import type { OfficerActor } from '#platform/actor/actor.ts';
import { caseBaseSchema } from '#platform/case/case.ts';
import { partnershipsWith } from '#platform/deployment/deployment.ts';
import { deliverySchema } from '#platform/notification/notification.ts';
import type { Platform } from '#platform/platform.ts';
import { taskSchema } from '#platform/task/task.ts';

import { listCases, type CaseSummary } from './list-cases.ts';
import { allTasks } from './station-tasks.ts';
import { deliveriesOf, telephoneList } from './telephone-list.ts';

/** Open cases looked through for one answer; a station with more of them at once reads the list. */
const CASES = 50;

/** What waits for an answer of one station. */
export const inboxSchema = z.object({
  stationId: z.string(),
  at: z.iso.datetime(),
  unacknowledged: z.array(caseBaseSchema.shape.awaiting.element.extend({ caseId: z.string() })),
  /** Decisions that the station owes: answers, approvals, consents, receipts. */
  decisions: z.array(caseBaseSchema.shape.decisionsDue.unwrap().element.extend({ caseId: z.string() })),
  untriagedTips: z.array(z.object({ caseId: z.string(), tips: z.int() })),
  overdueTasks: z.array(taskSchema.extend({ caseId: z.string() })),
  telephone: z.array(deliverySchema.extend({ caseId: z.string() })),
});

/** What waits for an answer of one station. */
export type Inbox = z.infer<typeof inboxSchema>;

/**
 * What waits for the officer's station: alerts to acknowledge, decisions to take, tips to judge, tasks past their deadline, people whom no
 * message reached. The superior sees what waits for any station of its partnerships.
 * @throws ForbiddenError when the officer's role does not allow it
 */
export async function readInbox(platform: Platform, actor: OfficerActor): Promise<Inbox> {
  const at = platform.clock.now().toISOString();
  const inbox: Inbox = {
    stationId: actor.stationId,
    at,
    unacknowledged: [],
    decisions: [],
    untriagedTips: [],
    overdueTasks: [],
    telephone: [],
  };
  for (const { id, superior } of partnershipsWith(platform.deployment, actor.stationId)) {
    const concerns = (stationId: string) => superior === actor.stationId || stationId === actor.stationId;
    const page = await listCases(platform, { actor, partnershipId: id, list: 'OPEN', limit: CASES });
    for (const { body } of page.items) await addCase(platform, inbox, body, concerns);
  }
  return inbox;
}

async function addCase(
  platform: Platform,
  inbox: Inbox,
  summary: CaseSummary,
  concerns: (stationId: string) => boolean,
): Promise<void> {
  const { caseId } = summary;
  const mine = summary.awaiting.filter(({ stationId }) => concerns(stationId));
  inbox.unacknowledged.push(...mine.map((entry) => ({ ...entry, caseId })));
  const owed = summary.decisionsDue.filter(({ stationId }) => concerns(stationId));
  inbox.decisions.push(...owed.map((entry) => ({ ...entry, caseId })));
  if (summary.untriagedTips > 0) inbox.untriagedTips.push({ caseId, tips: summary.untriagedTips });
  const tasks = await allTasks(platform.store, caseId);
  inbox.overdueTasks.push(
    ...tasks
      .filter(({ body }) => concerns(body.stationId))
      .flatMap(({ body }) => body.tasks)
      .filter(({ status, dueAt }) => (status === 'open' || status === 'assigned') && dueAt <= inbox.at)
      .map((task) => ({ ...task, caseId })),
  );
  const deliveries = await deliveriesOf(platform.store, caseId);
  inbox.telephone.push(
    ...telephoneList(deliveries, summary)
      .filter(({ stationId }) => concerns(stationId))
      .map((delivery) => ({ ...delivery, caseId })),
  );
}
