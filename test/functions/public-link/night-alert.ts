import * as z from 'zod';

import { readGeography } from '#config/geography.ts';
import { searchSettings } from '#config/search-profiles.ts';
import { assignTask } from '#functions/casework/assign-task.ts';
import { reportFound } from '#functions/missing-person/commands/report-found.ts';
import { openMissingPerson } from '#functions/missing-person/commands/open-missing-person.ts';
import { runNotificationStep } from '#functions/notification/run-notification-step.ts';
import { publicLinkHandlers } from '#functions/public-link/handlers.ts';
import { publicLinkRoutes } from '#functions/public-link/routes.ts';
import { casePartition } from '#platform/case/case.ts';
import { caseEventSchema } from '#platform/case/case-event.ts';
import { idempotencyOf } from '#platform/command/idempotency.ts';
import type { NotificationKind } from '#platform/notification/kinds/notification-kinds.ts';
import { notificationSchema } from '#platform/notification/notification.ts';
import { queryAll } from '#platform/store/item-store.ts';
import { stationTasksKey, type Task } from '#platform/task/task.ts';
import { administrator, dutyApi, exampleRoster } from '#test/functions/duty/duty-api.ts';
import { apiCaller } from '#test/functions/platform/http/api-call.ts';
import { caseNow } from '#test/support/cases.ts';
import { officer, testPlatform } from '#test/support/platform.ts';
import { RecordingPublisher } from '#test/support/recording-publisher.ts';
import { exampleRosters, loadRosters } from '#test/support/rosters.ts';

const geography = readGeography();

/** What nobody may read who holds a link: name and reporter. */
export const withheld = ['钱阿婆', '孙先生', '13900000099'];

const report: Parameters<typeof openMissingPerson>[2] = {
  drill: false,
  category: 'dementia',
  person: {
    name: '钱阿婆',
    sex: 'female',
    ageYears: 78,
    description: '身高一米五五，白发 <短>',
    clothing: '红色外套',
  },
  lastSeen: {
    point: { lon: 120.4085, lat: 30.1413 },
    at: '2027-03-01T11:00:00.000Z',
    placeDescription: '中纺城东门',
  },
  meansOfTravel: 'onFoot',
  direction: 92,
  reporter: { name: '孙先生', telephone: '13900000099', relation: '邻居' },
  distinctFrom: [],
};

const task: Task = {
  taskId: 'T-1',
  planKey: 'village-1',
  planNumber: 1,
  kind: 'villageSweep',
  label: { 'zh-CN': '走访钱清村', en: 'Sweep Qianqing village' },
  featureIds: [],
  probability: 0.2,
  dueAt: '2027-03-01T13:30:00.000Z',
  status: 'open',
};

/**
 * The evening on which Yaqian reports an old woman missing: rosters loaded, case opened through the use cases, messages
 * sent by the real steps; links are taken out of the SMS that went out. It is 20:00 in Shanghai.
 */
export async function nightAlert(change: { drill?: boolean } = {}) {
  const platform = await testPlatform();
  await loadRosters(platform.store);
  const publisher = new RecordingPublisher(platform.clock);
  const ports = { ...platform, publisher, elapsed: () => 0 };
  const desk = officer('yaqian', 'dutyOfficer');
  const opened = await openMissingPerson(
    { ...platform, geography, searchSettings },
    desk,
    { ...report, ...change },
    idempotencyOf('officer:test', 'open-case', report),
  );
  const { caseId } = z.object({ caseId: z.string() }).parse(opened.body);

  /** Lets the notification of that kind do what is due now; the token of the last SMS it sent. */
  async function linkSentNow(kind: NotificationKind): Promise<string> {
    const items = await queryAll(platform.store, casePartition(caseId), 'NOTIFICATION#', notificationSchema);
    const notification = items.findLast(({ body }) => body.kind === kind)?.body;
    if (notification === undefined) throw new Error(`No notification of kind ${kind} was opened.`);
    const ids = { caseId, notificationId: notification.notificationId, stationId: 'qianqing' };
    for (const step of ['publishTopic', 'callFirstLevel', 'remind', 'climb'] as const)
      await runNotificationStep(ports, { step, ...ids });
    const token = /\/l\/([\w-]{22})$/.exec(publisher.sent.at(-1)?.text ?? '')?.[1];
    if (token === undefined) throw new Error('No SMS with a link went out.');
    return token;
  }

  return {
    platform,
    publisher,
    caseId,
    api: apiCaller(platform, publicLinkRoutes, publicLinkHandlers(platform)),
    /** The token of the link that the alert sends to Qianqing's officer who has to answer now. */
    alertLink: () => linkSentNow('missingPersonAlert'),
    /** Gives a task of Qianqing to its patrol and returns the token of the SMS. */
    taskLink: async () => {
      const body = { caseId, stationId: 'qianqing', tasks: [task] };
      const key = stationTasksKey(caseId, 'qianqing');
      await platform.store.transact([{ kind: 'create', item: { key, entity: 'tasks', body } }]);
      await assignTask(platform, {
        actor: officer('qianqing', 'dutyOfficer'),
        caseId,
        taskId: task.taskId,
        officerId: 'qianqing-patrol-2',
        idempotency: idempotencyOf('officer:test', 'assign-task', task),
      });
      return linkSentNow('taskAssigned');
    },
    caseNow: () => caseNow(platform, caseId),
    eventTypes: async () => {
      const events = await queryAll(platform.store, casePartition(caseId), 'EVENT#', caseEventSchema);
      return events.map(({ body }) => body.type);
    },
  };
}

/** What `nightAlert` hands over. */
export type NightAlert = Awaited<ReturnType<typeof nightAlert>>;

/** The hidden key of the form on a page. */
export function formKey(page: string): string {
  const key = /name="idempotencyKey"\s+value="([^"]+)"/.exec(page)?.[1];
  if (key === undefined) throw new Error('The page has no form.');
  return key;
}

/** Somebody reports the person found. */
export async function endSearch({ platform, caseId }: NightAlert): Promise<void> {
  const actor = officer('qianqing', 'patrolOfficer');
  const idempotency = idempotencyOf('officer:test', 'report-found', caseId);
  await reportFound(platform, { actor, caseId, idempotency }, { condition: 'safe' });
}

/** Takes an officer of Qianqing off the roster, shifts included. */
export async function removeFromRoster({ platform }: NightAlert, officerId: string): Promise<void> {
  const { officers, weekly, swapped } = exampleRoster('qianqing');
  const stays = (entry: { readonly officerId: string }) => entry.officerId !== officerId;
  await dutyApi(platform)('replaceRoster', {
    actor: administrator,
    parameters: { stationId: 'qianqing' },
    json: { officers: officers.filter(stays), weekly: weekly.filter(stays), swapped },
    headers: { 'if-match': '"1"', 'idempotency-key': 'remove-from-roster' },
  });
}

/** An officer's name in the example rosters. */
export function nameOf(officerId: string): string {
  const officers = Object.values(exampleRosters()).flatMap((roster) => roster.officers);
  return officers.find((candidate) => candidate.officerId === officerId)?.name ?? officerId;
}
