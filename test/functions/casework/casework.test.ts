import type { AnyCase } from '#platform/case/case.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import { caseworkHandlers } from '#functions/casework/handlers.ts';
import { inboxSchema } from '#functions/casework/inbox.ts';
import { telephoneList } from '#functions/casework/telephone-list.ts';
import { caseworkRoutes } from '#functions/casework/routes.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';
import { accessChain } from '#platform/audit/access-log.ts';
import { auditEntrySchema, firstBrokenEntry } from '#platform/audit/audit-entry.ts';
import { casePartition } from '#platform/case/case.ts';
import { notificationSchema, type Delivery } from '#platform/notification/notification.ts';
import type { Platform } from '#platform/platform.ts';
import { queryAll } from '#platform/store/item-store.ts';
import { stationTasksKey, stationTasksSchema, type Task } from '#platform/task/task.ts';
import { loadRoster } from '#test/functions/duty/duty-api.ts';
import { apiCaller } from '#test/functions/platform/http/api-call.ts';
import { openBareCase } from '#test/support/cases.ts';
import { officer, testPlatform } from '#test/support/platform.ts';

const yaqian = officer('yaqian', 'dutyOfficer');
const qianqing = officer('qianqing', 'dutyOfficer');
const patrol: OfficerActor = { ...officer('qianqing', 'patrolOfficer'), officerId: 'qianqing-patrol-1' };
const key = { 'idempotency-key': 'key-00000001' };

function api(platform: Platform) {
  return apiCaller(platform, caseworkRoutes, caseworkHandlers(platform));
}

function searchTask(taskId: string, change: Partial<Task> = {}): Task {
  return {
    taskId,
    planKey: `village:${taskId}`,
    planNumber: 1,
    kind: 'villageSweep',
    label: { 'zh-CN': '走访村庄', en: 'Sweep the village' },
    featureIds: [taskId],
    probability: 0.2,
    dueAt: '2027-03-01T13:00:00.000Z',
    status: 'open',
    ...change,
  };
}

async function caseWithTask(
  platform: Platform,
  task = searchTask('T1'),
  status: 'searching' | 'found' = 'searching',
) {
  const { caseId } = await openBareCase(platform, { status });
  const body = { caseId, stationId: 'qianqing', tasks: [task] };
  await platform.store.transact([
    { kind: 'create', item: { key: stationTasksKey(caseId, 'qianqing'), entity: 'tasks', body } },
  ]);
  await loadRoster(platform, 'qianqing');
  return { caseId, taskId: task.taskId };
}

async function notifications(platform: Platform, caseId: string) {
  const items = await queryAll(platform.store, casePartition(caseId), 'NOTIFICATION#', notificationSchema);
  return items.map(({ body }) => body);
}

describe('a search task', () => {
  it('is given to a patrol officer of its station, who gets a message of their own', async () => {
    const platform = await testPlatform();
    const parameters = await caseWithTask(platform);

    const answer = await api(platform)('assignTask', {
      actor: qianqing,
      parameters,
      json: { officerId: 'qianqing-patrol-1' },
      headers: key,
    });

    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ status: 'assigned', assigneeId: 'qianqing-patrol-1' });
    expect(await notifications(platform, parameters.caseId)).toMatchObject([
      {
        kind: 'taskAssigned',
        recipientId: 'qianqing-patrol-1',
        taskId: 'T1',
        requiresAcknowledgement: false,
      },
    ]);
  });

  it('is not given to somebody whom the roster does not know; the answer names the field', async () => {
    const platform = await testPlatform();
    const parameters = await caseWithTask(platform);

    const answer = await api(platform)('assignTask', {
      actor: qianqing,
      parameters,
      json: { officerId: 'nobody-known' },
      headers: key,
    });

    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ errors: [{ field: 'officerId' }] });
    expect(await notifications(platform, parameters.caseId)).toEqual([]);
  });

  it('is the business of its own station only, and the refusal is in the audit', async () => {
    const platform = await testPlatform();
    const parameters = await caseWithTask(platform);

    const answer = await api(platform)('reportTask', {
      actor: yaqian,
      parameters,
      json: { finding: 'nothing' },
      headers: key,
    });

    expect(answer.status).toBe(403);
    const chain = accessChain('yaqian', platform.clock.now().toISOString());
    const entries = await queryAll(platform.store, chain, 'ENTRY#', auditEntrySchema);
    expect(entries.map(({ body }) => [body.action, body.outcome, body.reason])).toEqual([
      ['task.report', 'refused', 'other-stations-task'],
    ]);
    expect(firstBrokenEntry(entries.map(({ body }) => body))).toBeUndefined();
  });

  it('reported without a finding alerts nobody', async () => {
    const platform = await testPlatform();
    const parameters = await caseWithTask(platform);

    const answer = await api(platform)('reportTask', {
      actor: patrol,
      parameters,
      json: { finding: 'nothing', note: '已走访两遍' },
      headers: key,
    });

    expect(answer.body).toMatchObject({
      status: 'done',
      finding: 'nothing',
      reportedBy: 'qianqing-patrol-1',
    });
    expect(await notifications(platform, parameters.caseId)).toEqual([]);
  });

  it('reported with a finding is told to the desks of both stations', async () => {
    const platform = await testPlatform();
    const parameters = await caseWithTask(platform);

    await api(platform)('reportTask', {
      actor: patrol,
      parameters,
      json: { finding: 'something', note: '路边发现一只布鞋' },
      headers: key,
    });

    const [told] = await notifications(platform, parameters.caseId);
    expect(told).toMatchObject({ kind: 'findingReported' });
    expect(Object.keys(told?.legs ?? {}).toSorted()).toEqual(['qianqing', 'yaqian']);
  });

  it('is reported once; the second report is told by whom and when', async () => {
    const platform = await testPlatform();
    const parameters = await caseWithTask(platform);
    const report = (idempotencyKey: string) =>
      api(platform)('reportTask', {
        actor: patrol,
        parameters,
        json: { finding: 'nothing' },
        headers: { 'idempotency-key': idempotencyKey },
      });

    await report('key-00000001');
    const second = await report('key-00000002');

    expect(second.status).toBe(409);
    expect(second.body).toMatchObject({
      type: 'urn:border815:problem:task-reported',
      reportedBy: 'qianqing-patrol-1',
    });
  });
});

describe('a search task that a newer plan no longer wants', () => {
  async function reportAs(finding: 'nothing' | 'something', change: Partial<Task>, status?: 'found') {
    const platform = await testPlatform();
    const parameters = await caseWithTask(platform, searchTask('T1', change), status);
    const json = { finding, note: '路边发现一只布鞋' };
    const answer = await api(platform)('reportTask', { actor: patrol, parameters, json, headers: key });
    const tasks = await platform.store.get(
      stationTasksKey(parameters.caseId, 'qianqing'),
      stationTasksSchema,
    );
    return { answer, task: tasks?.body.tasks[0], told: await notifications(platform, parameters.caseId) };
  }

  it('takes a finding while the search goes on, and both desks are told', async () => {
    const { answer, task, told } = await reportAs('something', { status: 'superseded' });

    expect(answer.status).toBe(200);
    expect(task).toMatchObject({
      status: 'done',
      finding: 'something',
      note: '路边发现一只布鞋',
      reportedBy: 'qianqing-patrol-1',
      reportedAt: '2027-03-01T12:00:00.000Z',
    });
    expect(told.map(({ kind, legs }) => [kind, Object.keys(legs).toSorted()])).toEqual([
      ['findingReported', ['qianqing', 'yaqian']],
    ]);
  });

  it.each([
    ['that nothing was found', 'nothing', { status: 'superseded' }, undefined, 'task-withdrawn'],
    ['a finding on a cancelled one', 'something', { status: 'cancelled' }, undefined, 'task-withdrawn'],
    ['a finding after the search', 'something', { status: 'superseded' }, 'found', 'case-not-active'],
  ] as const)('does not take %s', async (_what, finding, change, status, slug) => {
    const { answer, task, told } = await reportAs(finding, change, status);

    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ type: `urn:border815:problem:${slug}` });
    expect(task).toEqual({ ...searchTask('T1'), ...change });
    expect(told).toEqual([]);
  });
});

describe('the inbox', () => {
  it('shows each station what waits for it, and the superior what waits for either', async () => {
    const platform = await testPlatform();
    const since = platform.clock.now().toISOString();
    const awaiting: AnyCase['awaiting'] = [
      { notificationId: 'N-1', stationId: 'qianqing', kind: 'missingPersonAlert', since },
    ];
    const decisionsDue = [{ kind: 'approval', stationId: 'yaqian', since }];
    const { caseId } = await openBareCase(platform, { awaiting, decisionsDue, untriagedTips: 2 });

    const inboxOf = async (actor: OfficerActor) =>
      inboxSchema.parse((await api(platform)('readInbox', { actor })).body);

    expect((await inboxOf(qianqing)).unacknowledged).toEqual([{ ...awaiting[0], caseId }]);
    expect((await inboxOf(yaqian)).unacknowledged).toEqual([]);
    expect((await inboxOf(yaqian)).decisions).toEqual([{ ...decisionsDue[0], caseId }]);
    expect((await inboxOf(qianqing)).decisions).toEqual([]);
    expect((await inboxOf(yaqian)).untriagedTips).toEqual([{ caseId, tips: 2 }]);
    expect((await inboxOf(officer('liaison-centre', 'liaison'))).unacknowledged).toHaveLength(1);
    expect((await inboxOf(officer('north-bank', 'dutyOfficer'))).untriagedTips).toEqual([]);
  });

  it('shows a station its own overdue tasks', async () => {
    const platform = await testPlatform();
    const { taskId } = await caseWithTask(platform);
    platform.clock.turn(3601);

    const inboxOf = async (actor: OfficerActor) =>
      inboxSchema.parse((await api(platform)('readInbox', { actor })).body);

    expect((await inboxOf(qianqing)).overdueTasks.map((task) => task.taskId)).toEqual([taskId]);
    expect((await inboxOf(yaqian)).overdueTasks).toEqual([]);
  });
});

describe('the list of cases', () => {
  it('shows a partnership its own cases, newest first, page by page', async () => {
    const platform = await testPlatform();
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) {
      ids.unshift((await openBareCase(platform)).caseId);
      platform.clock.turn(60);
    }

    const list = z.object({
      cases: z.array(z.object({ caseId: z.string() })),
      cursor: z.string().optional(),
    });
    const first = list.parse(
      (await api(platform)('listCases', { actor: qianqing, query: { limit: '2' } })).body,
    );
    const rest = list.parse(
      (
        await api(platform)('listCases', {
          actor: qianqing,
          query: { limit: '2', cursor: first.cursor ?? '' },
        })
      ).body,
    );

    expect([...first.cases, ...rest.cases].map(({ caseId }) => caseId)).toEqual(ids);
    const north = await api(platform)('listCases', { actor: officer('north-bank', 'chief') });
    expect(north.body).toMatchObject({ cases: [] });
  });

  it('refuses another partnership, naming the field', async () => {
    const platform = await testPlatform();
    const answer = await api(platform)('listCases', {
      actor: qianqing,
      query: { partnershipId: 'example-north' },
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ errors: [{ field: 'query.partnershipId' }] });
  });
});

describe('reading a closed case', () => {
  it('needs a purpose, which is written into the audit with the lookup', async () => {
    const platform = await testPlatform();
    const { caseId } = await openBareCase(platform, { status: 'closed' });
    const read = (query: Record<string, string>) =>
      api(platform)('readTimeline', { actor: qianqing, parameters: { caseId }, query });

    expect((await read({})).status).toBe(403);
    expect((await read({ purpose: '看' })).status).toBe(400);
    expect((await read({ purpose: '案件复盘' })).status).toBe(200);

    const chain = accessChain('qianqing', platform.clock.now().toISOString());
    const entries = await queryAll(platform.store, chain, 'ENTRY#', auditEntrySchema);
    expect(entries.map(({ body }) => [body.outcome, body.reason])).toEqual([
      ['refused', 'purpose-required'],
      ['read', '案件复盘'],
    ]);
  });
});

describe('the audit chain over HTTP', () => {
  it('is for chiefs and the superior, and says that it is whole', async () => {
    const platform = await testPlatform();
    const { caseId, auditHead } = await openBareCase(platform);

    const refused = await api(platform)('readAudit', { actor: yaqian, parameters: { caseId } });
    const read = await api(platform)('readAudit', {
      actor: officer('yaqian', 'chief'),
      parameters: { caseId },
    });

    expect(refused.status).toBe(403);
    expect(read.body).toMatchObject({ head: auditHead, entries: [{ action: 'missingPerson.open' }] });
    expect(read.body).not.toHaveProperty('brokenAt');
  });
});

describe('the list of whom to telephone', () => {
  const failed: Delivery = {
    deliveryId: 'D1',
    notificationId: 'N-1',
    kind: 'missingPersonAlert',
    stationId: 'qianqing',
    channel: 'sms',
    purpose: 'first',
    level: 0,
    officerId: 'qianqing-duty-1',
    claimedAt: '2027-03-01T12:00:00.000Z',
    outcome: 'failed',
  };
  const topic: Delivery = { ...failed, channel: 'topic', level: -1 };
  const awaiting: AnyCase['awaiting'] = [
    { notificationId: 'N-1', stationId: 'qianqing', kind: 'missingPersonAlert', since: failed.claimedAt },
  ];
  const waiting: Parameters<typeof telephoneList>[1] = { status: 'searching', awaiting };
  const answered: typeof waiting = { status: 'searching', awaiting: [] };
  const later = (delivery: Delivery): Delivery => ({ ...delivery, deliveryId: 'D2', outcome: 'published' });

  it.each([
    ['an officer', failed],
    ['a topic', topic],
  ])('holds %s whom the newest message of an alert did not reach, until the station answers', (_who, one) => {
    expect(telephoneList([one], waiting)).toEqual([one]);
    expect(telephoneList([later(one), one], waiting)).toEqual([one]);
    expect(telephoneList([one, later(one)], waiting)).toEqual([]);
    expect(telephoneList([one], answered)).toEqual([]);
  });

  it.each([
    'taskAssigned',
    'findingReported',
    'tasksOverdue',
    'searchReplanned',
    'searchReviewed',
    'standDown',
    'closeReminder',
  ] as const)('holds whom a %s did not reach until a later one does or the case is closed', (kind) => {
    const untold = { ...failed, kind };
    const elsewhere = { ...later(untold), officerId: 'qianqing-deputy' };

    expect(telephoneList([untold], answered)).toEqual([untold]);
    expect(telephoneList([untold, elsewhere], { status: 'found', awaiting: [] })).toEqual([untold]);
    expect(telephoneList([untold, later(untold)], answered)).toEqual([]);
    expect(telephoneList([untold], { status: 'closed', awaiting: [] })).toEqual([]);
  });
});
