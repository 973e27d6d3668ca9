import { beforeEach, describe, expect, it } from 'vitest';

import { reportPage } from '#functions/transfer/view/report-page.ts';
import { transferReport } from '#functions/transfer/view/transfer-report.ts';
import { transferCaseSchema } from '#functions/transfer/model/transfer-case.ts';
import { MAX_SUPERSEDED } from '#platform/task/without-oldest.ts';
import { loadCase } from '#platform/case/case-command.ts';
import { slugOf, fieldsOf } from '#test/functions/missing-person/case-api.ts';
import { allTasksOf, effectsOf, eventsOf, notificationsOf } from '#test/functions/missing-person/scene.ts';
import { InProcessStationSigner } from '#test/support/station-signer.ts';

import {
  arrest,
  arrestChecklist,
  investigationApi,
  qianqing,
  qianqingPatrol,
  search,
  stateOf,
  witness,
  yaqian,
  yaqianPatrol,
  type InvestigationApi,
} from './investigation-api.ts';

let api: InvestigationApi;
let caseId: string;
beforeEach(async () => {
  api = await investigationApi();
  caseId = await api.joint();
});

const location = { point: { lon: 120.41, lat: 30.145 }, place: '钱清某网吧' };
const locate = (json: object = location, actor = qianqingPatrol) =>
  api.on(caseId, 'reportLocation', actor, json);
const later = (minutes: number) => new Date(api.clock.now().getTime() + minutes * 60_000).toISOString();
const plan = (...tasks: readonly object[]) => api.on(caseId, 'planArrest', qianqing, { tasks });
const front = () => ({ stationId: 'qianqing', text: '正门设伏', dueAt: later(30) });
const back = () => ({ stationId: 'yaqian', text: '封控后门', dueAt: later(30) });
const tasks = async () =>
  (await allTasksOf(api.platform.store, caseId)).map(({ label, status, stationId, planNumber }) =>
    [stationId, label['zh-CN'], status, planNumber].join(' '),
  );

describe('locating the suspect', () => {
  it('rests on leads, and has both stations acknowledge at once', async () => {
    const { leadId } = await api.done(caseId, 'addLead', yaqian, witness);
    expect((await locate({ ...location, leadIds: [leadId] })).status).toBe(200);

    const state = await stateOf(api.platform, caseId);
    expect(state).toMatchObject({ status: 'located', location: { ...location, leadIds: [leadId] } });
    // Whoever reports it knows.
    expect(state.awaiting).toMatchObject([{ kind: 'suspectLocated', stationId: 'yaqian' }]);
    const told = (await notificationsOf(api.platform.store, caseId)).find(
      ({ kind }) => kind === 'suspectLocated',
    );
    expect(told).toMatchObject({ toTopic: true, requiresAcknowledgement: true });
    const wake = (await effectsOf(api.platform.store, caseId)).findLast(({ type }) => type === 'wake');
    expect(wake).toMatchObject({ waits: ['*'], version: state.version });
  });

  it('ends when the suspect is lost again: what nobody has done yet is off', async () => {
    await locate();
    await plan(front(), back());
    await api.done(caseId, 'reportLocationLost', yaqianPatrol, { reason: '已离开网吧' });

    expect(await stateOf(api.platform, caseId)).toMatchObject({ status: 'investigating', awaiting: [] });
    expect((await stateOf(api.platform, caseId)).location).toBeUndefined();
    expect(await tasks()).toEqual(['qianqing 正门设伏 superseded 1', 'yaqian 封控后门 superseded 1']);
    expect(slugOf(await api.on(caseId, 'reportLocationLost', yaqian, { reason: '又丢' }))).toBe(
      'wrong-status',
    );
    expect(fieldsOf(await locate({ ...location, at: '2028-01-01T00:00:00.000Z' }))).toEqual(['at']);
  });
});

describe('planning the arrest', () => {
  it('gives each station its tasks; a newer plan renews what nobody has begun and leaves what somebody has', async () => {
    expect(slugOf(await plan(front()))).toBe('wrong-status');
    await locate();
    const assigned = { ...front(), text: '便衣进店', assigneeId: 'qianqing-patrol-1' };
    await plan(front(), back(), assigned);
    const before = await allTasksOf(api.platform.store, caseId);
    expect(
      (await notificationsOf(api.platform.store, caseId)).filter(({ kind }) => kind === 'taskAssigned'),
    ).toMatchObject([{ recipientId: 'qianqing-patrol-1', legs: { qianqing: {} } }]);

    api.clock.turn(600);
    expect(await plan(front(), { ...back(), text: '路口拦截' })).toMatchObject({ body: { planNumber: 2 } });
    expect(await tasks()).toEqual([
      'qianqing 正门设伏 open 2',
      'qianqing 便衣进店 assigned 1',
      'yaqian 封控后门 superseded 1',
      'yaqian 路口拦截 open 2',
    ]);
    const renewed = (await allTasksOf(api.platform.store, caseId)).find(
      ({ label }) => label['zh-CN'] === '正门设伏',
    );
    expect(before.map(({ taskId }) => taskId)).toContain(renewed?.taskId);
    expect(renewed?.dueAt).toBe(later(30));
  });

  it('keeps the newest only of what newer plans have made needless, so that the record stays small enough', async () => {
    await locate();
    const planned = (round: number) =>
      Array.from({ length: 20 }, (_, index) => ({ ...front(), text: `第${round}轮第${index}项` }));
    for (let round = 1; round <= 12; round++) expect((await plan(...planned(round))).status).toBe(200);

    const kept = await allTasksOf(api.platform.store, caseId);
    expect(kept).toHaveLength(20 + MAX_SUPERSEDED);
    expect(kept.map(({ planNumber }) => planNumber)).not.toContain(1);
  });

  it.each([
    ['of another station', () => ({ ...front(), stationId: 'north-bank' }), 'tasks.0.stationId'],
    ['whose time has passed', () => ({ ...front(), dueAt: later(-1) }), 'tasks.0.dueAt'],
    [
      'of somebody else’s officer',
      () => ({ ...back(), assigneeId: 'yaqian-patrol-1' }),
      'tasks.0.assigneeId',
    ],
    ['of nobody in the roster', () => ({ ...front(), assigneeId: 'nobody-1' }), 'tasks.0.assigneeId'],
  ])('refuses a task %s', async (_, task, field) => {
    await locate();
    expect(fieldsOf(await plan(task()))).toEqual([field]);
    expect(fieldsOf(await plan(front(), front()))).toEqual(['tasks.1.text']);
  });
});

describe('the arrest', () => {
  const emergency = { reason: '嫌疑人持刀拒捕', atStationId: 'qianqing' };

  it('through the gate, by the assisting station, opens the transfer with its first custody entry in the same commit', async () => {
    await locate();
    await plan(front(), back());
    const { transferId, stepId } = await api.arrested(caseId);

    const state = await stateOf(api.platform, caseId);
    expect(state).toMatchObject({
      status: 'arrested',
      arrest: { ...arrest, stationId: 'qianqing', stepId },
      suspect: { known: true, name: '邵无名', description: '男，约三十岁，黑色外套' },
      transfer: { transferId },
    });
    expect(state.steps).toMatchObject([{ stepId, status: 'executed' }]);
    expect(await tasks()).toEqual(['qianqing 正门设伏 cancelled 1', 'yaqian 封控后门 cancelled 1']);
    const transfer = await loadCase(api.platform, String(transferId), transferCaseSchema);
    expect(transfer).not.toHaveProperty('emergencyArrest');
    expect(transfer).toMatchObject({
      status: 'preparing',
      investigationId: caseId,
      requestingStationId: 'yaqian',
      assistingStationId: 'qianqing',
      suspect: { ...arrest.suspect, description: '男，约三十岁，黑色外套' },
      legal: {
        deprivedOfLibertyAt: state.arrest?.at,
        measures: [{ measure: 'detention', document: arrest.measureDocument }],
      },
      custody: { sequence: 1, custodian: { kind: 'station', stationId: 'qianqing' } },
    });
    expect(state.awaiting).toMatchObject([{ kind: 'suspectArrested', stationId: 'yaqian' }]);
  });

  it('leaves nothing behind when the station’s key cannot sign: neither arrest nor transfer', async () => {
    const { signer } = api.platform;
    if (!(signer instanceof InProcessStationSigner)) throw new Error('The signer is another.');
    signer.disableKey('qianqing');
    const { version } = await stateOf(api.platform, caseId);
    const answer = await api.on(caseId, 'recordArrest', qianqing, { ...arrest, emergency });

    expect(answer.status).toBe(503);
    expect(await stateOf(api.platform, caseId)).toMatchObject({ status: 'investigating', version });
    expect(await allTasksOf(api.platform.store, caseId)).toEqual([]);
  });

  it('by the station that leads the case needs no transfer: it has whom it wants', async () => {
    const byOwn = {
      ...arrest,
      byOfficerIds: ['yaqian-patrol-1'],
      emergency: { ...emergency, atStationId: 'yaqian' },
    };
    const answer = await api.on(caseId, 'recordArrest', yaqian, byOwn);
    expect(answer.status).toBe(200);
    expect(answer.body).not.toHaveProperty('transferId');
    expect((await stateOf(api.platform, caseId)).transfer).toBeUndefined();
  });

  it('in an emergency is a step whose papers follow', async () => {
    const { stepId, transferId } = await api.done(caseId, 'recordArrest', qianqing, { ...arrest, emergency });
    expect(transferId).toMatch(/^ST-/);
    expect((await stateOf(api.platform, caseId)).steps).toMatchObject([
      { stepId, kind: 'arrest', status: 'executed', emergency: { reason: emergency.reason } },
    ]);
    expect(await allTasksOf(api.platform.store, caseId)).toMatchObject([
      { stationId: 'qianqing', kind: 'papers' },
    ]);
    const transfer = await loadCase(api.platform, String(transferId), transferCaseSchema);
    if (transfer === undefined) throw new Error('There is no transfer.');
    const report = await transferReport(api.platform, transfer);
    expect(report.emergencyArrest).toBe(true);
    expect(reportPage(report, 'zh-CN')).toContain('紧急抓捕，手续后补');
    const told = (await notificationsOf(api.platform.store, caseId)).map(({ kind, toRoles }) => [
      kind,
      toRoles,
    ]);
    expect(told).toContainEqual(['emergencyStepTaken', ['chief']]);
    const event = (await eventsOf(api.platform.store, caseId)).findLast(({ type }) => type === 'arrested');
    expect(event?.data).toMatchObject({ emergency: true, transferId });
    const papers = await api.on(
      caseId,
      'submitPapers',
      qianqing,
      { checklist: arrestChecklist },
      { stepId: String(stepId) },
    );
    expect(papers.status).toBe(200);
  });

  it('is carried out once: repeated with its key it is the same arrest, with another it is too late', async () => {
    const request = {
      parameters: { caseId },
      json: { ...arrest, emergency },
      headers: { 'idempotency-key': 'the-arrest-1' },
    };
    const answers = [
      await api.send('recordArrest', qianqing, request),
      await api.send('recordArrest', qianqing, request),
    ];
    expect(answers[1]?.body).toEqual(answers[0]?.body);
    expect(slugOf(await api.on(caseId, 'recordArrest', qianqing, { ...arrest, emergency }))).toBe(
      'wrong-status',
    );
    const both = await Promise.all([api.joint(), api.joint()]).then(([one]) =>
      Promise.all(
        ['a', 'b'].map((key) =>
          api.send('recordArrest', qianqing, {
            parameters: { caseId: one ?? '' },
            json: { ...arrest, emergency },
            headers: { 'idempotency-key': `two-at-once-${key}` },
          }),
        ),
      ),
    );
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  });

  it('names officers of the own roster, times that fit, and either an approved step or an emergency', async () => {
    const refused = async (change: object) =>
      fieldsOf(await api.on(caseId, 'recordArrest', qianqing, { ...arrest, emergency, ...change }));

    expect(await refused({ byOfficerIds: ['yaqian-patrol-1'] })).toEqual(['byOfficerIds']);
    expect(await refused({ at: '2028-01-01T00:00:00.000Z' })).toEqual(['at']);
    expect(await refused({ deprivedOfLibertyAt: later(1) })).toEqual(['deprivedOfLibertyAt']);
    expect(await refused({ emergency: undefined })).toEqual(['stepId']);
    expect(await refused({ measure: 'arrest' })).toEqual(['measure']);
  });

  it('does not pass the gate by another kind of step, nor is an arrest step carried out without its suspect', async () => {
    const searchStep = await api.approvedStep(caseId);
    const report = { ...arrest, localOfficerId: 'qianqing-patrol-2' };
    expect(slugOf(await api.on(caseId, 'recordArrest', qianqing, { ...report, stepId: searchStep }))).toBe(
      'no-arrest-step',
    );
    const asked = { ...search, kind: 'arrest', checklist: arrestChecklist };
    const { stepId } = await api.done(caseId, 'requestStep', qianqing, asked);
    expect(slugOf(await api.on(caseId, 'recordArrest', qianqing, { ...report, stepId }))).toBe('gate-closed');
    const present = { localOfficerId: 'qianqing-patrol-2' };
    const parameters = { stepId: String(stepId) };
    expect(slugOf(await api.on(caseId, 'executeStep', qianqing, present, parameters))).toBe(
      'record-the-arrest',
    );
  });

  it('cannot be recorded before the other station cooperates', async () => {
    caseId = await api.open();
    expect(slugOf(await api.on(caseId, 'recordArrest', qianqing, { ...arrest, emergency }))).toBe(
      'wrong-status',
    );
  });
});
