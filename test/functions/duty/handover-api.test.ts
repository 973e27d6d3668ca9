import type { AnyCase } from '#platform/case/case.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import { handoverListSchema } from '#functions/duty/handover.ts';
import type { Platform } from '#platform/platform.ts';
import { stationTasksKey, type Task } from '#platform/task/task.ts';
import { openBareCase } from '#test/support/cases.ts';
import { officer, testPlatform } from '#test/support/platform.ts';

import { accessEntries, bookRecords, dutyApi, loadRoster } from './duty-api.ts';

const stationId = 'yaqian';
const parameters = { stationId };
const outgoing = officer('yaqian', 'dutyOfficer');
const incoming = { ...outgoing, officerId: 'yaqian-duty-2' };

let keys = 0;
const withKey = () => ({ 'idempotency-key': `handover-key-${++keys}` });

async function stationWithRoster() {
  const platform = await testPlatform();
  await loadRoster(platform, stationId);
  return { platform, api: dutyApi(platform) };
}

async function handOver(platform: Platform, json: unknown = { notes: '夜间无事' }) {
  return dutyApi(platform)('writeHandover', { actor: outgoing, parameters, json, headers: withKey() });
}

async function listed(platform: Platform, query = {}) {
  const answer = await dutyApi(platform)('listHandovers', { actor: incoming, parameters, query });
  return handoverListSchema.parse(answer.body);
}

const idOf = (answer: { body: unknown }) =>
  z.object({ handoverId: z.string() }).parse(answer.body).handoverId;

function task(taskId: string, dueAt: string, change: Partial<Task> = {}): Task {
  return {
    taskId,
    planKey: taskId,
    planNumber: 1,
    kind: 'villageSweep',
    label: { 'zh-CN': '走访', en: 'Sweep' },
    featureIds: [],
    probability: 0.1,
    dueAt,
    status: 'open',
    ...change,
  };
}

async function giveTasks(platform: Platform, caseId: string, tasks: readonly Task[]): Promise<void> {
  const body = { caseId, stationId, tasks };
  await platform.store.transact([
    { kind: 'create', item: { key: stationTasksKey(caseId, stationId), entity: 'tasks', body } },
  ]);
}

describe('handing a shift over', () => {
  it('adds to the notes how the open cases of the station stand at that moment', async () => {
    const { platform } = await stationWithRoster();
    const since = platform.clock.now().toISOString();
    const awaiting: AnyCase['awaiting'] = [
      { notificationId: 'N-1', stationId: 'yaqian', kind: 'missingPersonReopened', since },
      { notificationId: 'N-1', stationId: 'qianqing', kind: 'missingPersonReopened', since },
    ];
    const owed = { kind: 'cooperationAnswer', since, dueAt: '2027-03-01T13:00:00.000Z' };
    const decisionsDue = ['yaqian', 'qianqing'].map((stationId) => ({ ...owed, stationId }));
    const { caseId } = await openBareCase(platform, { awaiting, decisionsDue, untriagedTips: 2 });
    await giveTasks(platform, caseId, [
      task('T-late', '2027-03-01T11:00:00.000Z', { status: 'assigned', assigneeId: 'yaqian-patrol-1' }),
      task('T-later', '2027-03-01T11:30:00.000Z'),
      task('T-done', '2027-03-01T10:00:00.000Z', { status: 'done' }),
      task('T-due', '2027-03-01T13:00:00.000Z'),
    ]);

    const answer = await handOver(platform, { notes: '交接', cases: [{ caseId, note: '家属在大厅等候' }] });

    expect(answer).toMatchObject({ status: 201, body: { openCases: 1, awaiting: 1, overdueTasks: 2 } });
    const [handover] = (await listed(platform)).handovers;
    expect(handover).toMatchObject({
      notes: '交接',
      writtenBy: { officerId: outgoing.officerId },
      cases: [
        {
          caseId,
          status: 'searching',
          note: '家属在大厅等候',
          awaiting: [{ notificationId: 'N-1', kind: 'missingPersonReopened', since }],
          decisionsDue: [owed],
          untriagedTips: 2,
          openTasks: 3,
          overdueTasks: 2,
          longestOverdue: [{ taskId: 'T-late', assigneeId: 'yaqian-patrol-1' }, { taskId: 'T-later' }],
        },
      ],
    });
  });

  it('leaves out closed cases and those of other partnerships', async () => {
    const { platform } = await stationWithRoster();
    await openBareCase(platform, { status: 'closed' });
    await openBareCase(platform, {
      partnershipId: 'example-north',
      requestingStationId: 'north-bank',
      assistingStationId: 'south-bank',
    });
    const { caseId } = await openBareCase(platform, { status: 'found' });

    await handOver(platform);

    const [handover] = (await listed(platform)).handovers;
    expect(handover?.cases.map((handedOver) => handedOver.caseId)).toEqual([caseId]);
  });

  it('names the note on a case that is none of the station’s open cases', async () => {
    const { platform } = await stationWithRoster();
    const { caseId } = await openBareCase(platform);
    const { caseId: closed } = await openBareCase(platform, { status: 'closed' });

    const answer = await handOver(platform, {
      notes: '',
      cases: [
        { caseId, note: '留意' },
        { caseId: closed, note: '已结' },
      ],
    });

    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'cases.1.caseId' }] } });
    expect((await listed(platform)).handovers).toEqual([]);
  });

  it('replays the same request without a second handover', async () => {
    const { platform, api } = await stationWithRoster();
    const call = { actor: outgoing, parameters, json: { notes: '一次' }, headers: withKey() };

    const first = await api('writeHandover', call);
    const again = await api('writeHandover', call);

    expect(again.body).toEqual(first.body);
    expect(again.status).toBe(201);
    expect((await listed(platform)).handovers).toHaveLength(1);
  });

  it('is possible only after the station has a roster', async () => {
    const answer = await handOver(await testPlatform());

    expect(answer).toMatchObject({ status: 409, body: { type: 'urn:border815:problem:roster-missing' } });
  });

  it('is the desk’s of the own station alone', async () => {
    const { api } = await stationWithRoster();
    const statusFor = async (actor: ReturnType<typeof officer>) =>
      (await api('writeHandover', { actor, parameters, json: { notes: '' }, headers: withKey() })).status;

    expect(await statusFor(officer('yaqian', 'deputy'))).toBe(201);
    expect(await statusFor(officer('yaqian', 'patrolOfficer'))).toBe(403);
    expect(await statusFor(officer('qianqing', 'dutyOfficer'))).toBe(403);
    expect(await statusFor(officer('north-bank', 'dutyOfficer'))).toBe(404);
  });
});

describe('taking a shift over', () => {
  const accept = (platform: Platform, handoverId: string, actor = incoming) =>
    dutyApi(platform)('acceptHandover', {
      actor,
      parameters: { stationId, handoverId },
      json: {},
      headers: withKey(),
    });

  it('is written on the handover with who and when, as one event', async () => {
    const { platform } = await stationWithRoster();
    const handoverId = idOf(await handOver(platform));
    platform.clock.turn(600);

    const answer = await accept(platform, handoverId);

    expect(answer).toMatchObject({ status: 200, body: { acceptedAt: '2027-03-01T12:10:00.000Z' } });
    expect((await listed(platform)).handovers[0]).toMatchObject({
      handoverId,
      acceptedAt: '2027-03-01T12:10:00.000Z',
      acceptedBy: { officerId: incoming.officerId },
    });
    const { events } = await bookRecords(platform, stationId);
    expect(events.map(({ type }) => type)).toEqual(['rosterReplaced', 'handoverWritten', 'handoverAccepted']);
  });

  it('is refused to whoever handed it over, and the refusal is audited', async () => {
    const { platform } = await stationWithRoster();
    const handoverId = idOf(await handOver(platform));

    const answer = await accept(platform, handoverId, outgoing);

    expect(answer).toMatchObject({ status: 403, body: { type: 'urn:border815:problem:own-handover' } });
    expect(await accessEntries(platform, stationId)).toEqual([
      { action: 'handover.accept', outcome: 'refused', target: stationId, reason: 'own-handover' },
    ]);
  });

  it('happens once, also when two officers press at the same time', async () => {
    const { platform } = await stationWithRoster();
    const handoverId = idOf(await handOver(platform));
    const third = { ...outgoing, officerId: 'yaqian-deputy' };

    const answers = await Promise.all([accept(platform, handoverId), accept(platform, handoverId, third)]);

    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', '409']);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({
      type: 'urn:border815:problem:already-accepted',
      acceptedBy: { kind: 'officer', stationId },
    });
  });

  it('knows no handover of another station', async () => {
    const { platform } = await stationWithRoster();
    await loadRoster(platform, 'qianqing');
    const handoverId = idOf(await handOver(platform));

    const answer = await dutyApi(platform)('acceptHandover', {
      actor: officer('qianqing', 'deputy'),
      parameters: { stationId: 'qianqing', handoverId },
      json: {},
      headers: withKey(),
    });

    expect(answer.status).toBe(404);
  });
});

describe('the list of handovers', () => {
  it('is newest first, page by page, and logged', async () => {
    const { platform } = await stationWithRoster();
    for (let number = 1; number <= 21; number++) {
      platform.clock.turn(60);
      await handOver(platform, { notes: String(number) });
    }

    const first = await listed(platform);
    const second = await listed(platform, { cursor: first.cursor });

    const numbers = [...first.handovers, ...second.handovers].map(({ notes }) => Number(notes));
    expect(numbers).toEqual(Array.from({ length: 21 }, (_, index) => 21 - index));
    expect(first.handovers).toHaveLength(20);
    expect(second.cursor).toBeUndefined();
    expect(await accessEntries(platform, stationId)).toEqual(
      Array.from({ length: 2 }, () => ({ action: 'handover.read', outcome: 'read', target: stationId })),
    );
  });

  it('is for the own desk and the superior’s liaison', async () => {
    const { api } = await stationWithRoster();
    const statusFor = async (actor: ReturnType<typeof officer>) =>
      (await api('listHandovers', { actor, parameters })).status;

    expect(await statusFor(officer('yaqian', 'chief'))).toBe(200);
    expect(await statusFor(officer('liaison-centre', 'liaison'))).toBe(200);
    expect(await statusFor(officer('yaqian', 'patrolOfficer'))).toBe(403);
    expect(await statusFor(officer('qianqing', 'chief'))).toBe(403);
    expect(await statusFor(officer('north-bank', 'chief'))).toBe(404);
  });

  it('refuses a cursor that it has not given out', async () => {
    const { api } = await stationWithRoster();

    const answer = await api('listHandovers', { actor: incoming, parameters, query: { cursor: 'nonsense' } });

    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'query.cursor' }] } });
  });
});
