import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';

import { slugOf, fieldsOf } from '#test/functions/missing-person/case-api.ts';
import { allTasksOf, notificationsOf } from '#test/functions/missing-person/scene.ts';

import {
  arrestChecklist,
  investigationApi,
  qianqing,
  qianqingChief,
  qianqingDeputy,
  qianqingPatrol,
  search,
  searchChecklist,
  stateOf,
  yaqian,
  yaqianChief,
  type InvestigationApi,
} from './investigation-api.ts';

let api: InvestigationApi;
let caseId: string;
beforeEach(async () => {
  api = await investigationApi();
  caseId = await api.joint();
});

const HOUR = 3600;
const present = { localOfficerId: 'qianqing-patrol-2' };
const approve = { decision: 'approve' };

const requested = async (request: object = search) =>
  String((await api.done(caseId, 'requestStep', qianqing, request))['stepId']);
const decide = (stepId: string, actor = qianqingChief, json: object = approve) =>
  api.on(caseId, 'decideStep', actor, json, { stepId });
const execute = (stepId: string, json: object = present, actor = qianqing) =>
  api.on(caseId, 'executeStep', actor, json, { stepId });
const stepOf = async (stepId: string) =>
  (await stateOf(api.platform, caseId)).steps.find((step) => step.stepId === stepId);
const missingIn = (answer: { readonly body: unknown }) =>
  z.object({ missing: z.array(z.unknown()) }).parse(answer.body).missing;

describe('the gate before a coercive step', () => {
  it('opens with the whole checklist, both chiefs and a local officer', async () => {
    const stepId = await requested();
    expect((await stateOf(api.platform, caseId)).decisionsDue).toMatchObject([
      { kind: 'stepApproval', stationId: 'yaqian' },
      { kind: 'stepApproval', stationId: 'qianqing' },
    ]);
    expect((await decide(stepId, yaqianChief)).status).toBe(200);
    expect((await decide(stepId)).status).toBe(200);
    expect((await stateOf(api.platform, caseId)).decisionsDue).toEqual([]);

    expect(await execute(stepId)).toMatchObject({ status: 200, body: { stepId } });
    expect(await stepOf(stepId)).toMatchObject({
      status: 'executed',
      execution: { at: api.clock.now().toISOString(), localOfficerId: 'qianqing-patrol-2' },
    });
    expect(slugOf(await execute(stepId))).toBe('wrong-step-status');
  });

  it.each(searchChecklist.map(({ id }) => id))('refuses a step that does not confirm %s', async (id) => {
    const checklist = searchChecklist.filter((entry) => entry.id !== id);
    const answer = await api.on(caseId, 'requestStep', qianqing, { ...search, checklist });

    expect(slugOf(answer)).toBe('gate-closed');
    expect(missingIn(answer)).toEqual([{ missing: 'confirmation', id }]);
    expect((await stateOf(api.platform, caseId)).steps).toEqual([]);
  });

  it.each(['property-formalities', 'firearms-approved'])('refuses %s without its document', async (id) => {
    const checklist = searchChecklist.map((entry) => (entry.id === id ? { id } : entry));
    const answer = await api.on(caseId, 'requestStep', qianqing, { ...search, checklist });

    expect(missingIn(answer)).toEqual([{ missing: 'document', id }]);
  });

  it('asks of each kind of step for its own entries, each once', async () => {
    const asked = async (change: object) => api.on(caseId, 'requestStep', qianqing, { ...search, ...change });

    expect(fieldsOf(await asked({ kind: 'summons' }))).toEqual(['checklist.0.id']);
    expect((await asked({ kind: 'summons', checklist: arrestChecklist })).status).toBe(201);
    expect((await asked({ kind: 'seizure' })).status).toBe(201);
    expect(fieldsOf(await asked({ checklist: [...searchChecklist, { id: 'secrecy' }] }))).toEqual([
      'checklist',
    ]);
    expect(fieldsOf(await asked({ atStationId: 'north-bank' }))).toEqual(['atStationId']);
  });

  it('stays closed with the approval of one chief only', async () => {
    const stepId = await requested();
    await decide(stepId, yaqianChief);
    const answer = await execute(stepId);

    expect(slugOf(answer)).toBe('gate-closed');
    expect(missingIn(answer)).toEqual([{ missing: 'approval', stationId: 'qianqing' }]);
  });

  it('takes one decision of each station, by its chief and nobody else', async () => {
    const stepId = await requested();
    for (const actor of [qianqing, qianqingPatrol, qianqingDeputy, yaqian])
      expect((await decide(stepId, actor)).status).toBe(403);
    await decide(stepId);
    expect(slugOf(await decide(stepId))).toBe('station-has-decided');
    const secondChief = { ...qianqingChief, officerId: 'qianqing-chief-2' };
    expect(slugOf(await decide(stepId, secondChief))).toBe('station-has-decided');
    expect(await stepOf(stepId)).toMatchObject({
      status: 'requested',
      decisions: [{ stationId: 'qianqing' }],
    });
  });

  it.each([
    ['nobody of the roster', 'nobody-1'],
    ['an officer of the other station', 'yaqian-patrol-1'],
  ])('stays closed when the local officer is %s', async (_, localOfficerId) => {
    const stepId = await api.approvedStep(caseId);
    expect(fieldsOf(await execute(stepId, { localOfficerId }))).toEqual(['localOfficerId']);
    expect(fieldsOf(await execute(stepId, {}))).toEqual(['localOfficerId']);
    expect(await stepOf(stepId)).toMatchObject({ status: 'approved' });
  });

  it('is passed by the station that carries the step out, after the approvals and not in the future', async () => {
    const stepId = await api.approvedStep(caseId);
    const answer = await execute(stepId, present, yaqian);
    expect([answer.status, slugOf(answer)]).toEqual([403, 'other-stations-step']);
    const at = new Date(api.clock.now().getTime() - 60_000).toISOString();
    expect(fieldsOf(await execute(stepId, { ...present, at }))).toEqual(['at']);
    expect(fieldsOf(await execute(stepId, { ...present, at: '2028-01-01T00:00:00.000Z' }))).toEqual(['at']);
  });

  it('is closed for good by a refusal with its reason, and tells the station that asked', async () => {
    const stepId = await requested();
    expect(fieldsOf(await decide(stepId, yaqianChief, { decision: 'refuse' }))).toEqual(['reason']);
    await decide(stepId, yaqianChief, { decision: 'refuse', reason: '证据不足' });

    expect(await stepOf(stepId)).toMatchObject({ status: 'refused', decisions: [{ reason: '证据不足' }] });
    expect((await stateOf(api.platform, caseId)).decisionsDue).toEqual([]);
    expect(slugOf(await decide(stepId))).toBe('wrong-step-status');
    expect(slugOf(await execute(stepId))).toBe('wrong-step-status');
    const told = (await notificationsOf(api.platform.store, caseId)).filter(
      ({ kind }) => kind === 'stepDecided',
    );
    expect(told.map(({ legs }) => Object.keys(legs))).toEqual([['qianqing']]);
  });

  it('calls no chief any more who has decided on everything that was asked', async () => {
    const [first, second] = [await requested(), await requested({ ...search, kind: 'seizure' })];
    const waiting = async () =>
      (await stateOf(api.platform, caseId)).awaiting.map(({ stationId }) => stationId);

    await decide(first, yaqianChief);
    expect(await waiting()).toEqual(['yaqian', 'qianqing', 'yaqian', 'qianqing']);
    await decide(second, yaqianChief);
    expect(await waiting()).toEqual(['qianqing', 'qianqing']);
    await decide(first, qianqingChief, { decision: 'refuse', reason: '证据不足' });
    expect(await waiting()).toEqual(['qianqing', 'qianqing']);
    await decide(second);
    expect(await waiting()).toEqual([]);
  });

  it('calls the other chief no more when a step was refused, or taken back', async () => {
    const legs = async () =>
      (await notificationsOf(api.platform.store, caseId))
        .filter(({ kind }) => kind === 'stepApprovalNeeded')
        .map((each) => [each.legs['yaqian']?.status, each.legs['qianqing']?.status]);

    await decide(await requested(), yaqianChief, { decision: 'refuse', reason: '证据不足' });
    expect(await legs()).toEqual([['acknowledged', 'stopped']]);
    api.clock.turn(1);
    const parameters = { stepId: await requested() };
    await api.done(caseId, 'cancelStep', qianqing, { reason: '线索有误' }, parameters);
    expect((await legs()).at(-1)).toEqual(['stopped', 'acknowledged']);
    expect((await stateOf(api.platform, caseId)).awaiting).toEqual([]);
  });

  it('takes a step back, but none that was carried out', async () => {
    const stepId = await api.approvedStep(caseId);
    const cancel = (actor = qianqing) =>
      api.on(caseId, 'cancelStep', actor, { reason: '线索有误' }, { stepId });
    expect(slugOf(await cancel(yaqian))).toBe('other-stations-step');
    expect((await cancel()).status).toBe(200);
    expect(slugOf(await execute(stepId))).toBe('wrong-step-status');
    expect(slugOf(await cancel())).toBe('wrong-step-status');
  });

  it('says in the case what each step still needs', async () => {
    const stepId = await requested();
    await decide(stepId, yaqianChief);
    expect((await api.read(caseId, 'readInvestigation', yaqian)).body).toMatchObject({
      gate: [
        {
          stepId,
          missing: [
            { missing: 'approval', stationId: 'qianqing' },
            { missing: 'localOfficer', stationId: 'qianqing' },
          ],
        },
      ],
      emergencySteps: [],
    });
  });
});

describe('an emergency step', () => {
  const emergency = {
    kind: 'search',
    target: '面包车',
    place: '钱清桥头',
    atStationId: 'qianqing',
    reason: '嫌疑人正在转移赃物',
    executedAt: '2027-03-01T11:50:00.000Z',
  };
  const taken = async (json: object = emergency, actor = yaqian) =>
    String((await api.done(caseId, 'recordEmergencyStep', actor, json))['stepId']);
  const papers = (stepId: string, checklist: readonly object[] = searchChecklist, actor = yaqian) =>
    api.on(caseId, 'submitPapers', actor, { checklist }, { stepId });
  const reported = async () =>
    z
      .object({ emergencySteps: z.array(z.unknown()) })
      .parse((await api.read(caseId, 'readInvestigationReport', yaqian)).body).emergencySteps;

  it('is recorded at once, tells both chiefs, and makes its papers a task of the station with a deadline', async () => {
    const stepId = await taken();
    const step = await stepOf(stepId);
    // From when it was done, not from when it was told.
    const dueAt = '2027-03-02T11:50:00.000Z';

    expect(step).toMatchObject({ status: 'executed', emergency: { papersDueAt: dueAt } });
    expect(await allTasksOf(api.platform.store, caseId)).toMatchObject([
      { stationId: 'yaqian', kind: 'papers', status: 'open', dueAt, taskId: step?.emergency?.papersTaskId },
    ]);
    const told = (await notificationsOf(api.platform.store, caseId)).find(
      ({ kind }) => kind === 'emergencyStepTaken',
    );
    expect(told).toMatchObject({ toRoles: ['chief'], legs: { yaqian: {}, qianqing: { status: 'open' } } });
    expect((await stateOf(api.platform, caseId)).decisionsDue).toMatchObject([
      { kind: 'papers', stationId: 'yaqian', dueAt },
    ]);
    expect(await reported()).toEqual([{ stepId, papers: 'due', localOfficerPresent: false }]);
    const page = await api.read(caseId, 'readInvestigationReport', yaqian, {
      headers: { accept: 'text/html', 'accept-language': 'zh-CN' },
    });
    expect(page.text).toContain('属地民警未在场');
  });

  it('is done with when its whole papers have come and both chiefs have said what they think; it stays marked', async () => {
    const stepId = await taken({ ...emergency, localOfficerId: 'qianqing-patrol-1' });
    expect(slugOf(await decide(stepId))).toBe('papers-missing');
    expect(slugOf(await papers(stepId, searchChecklist.slice(1)))).toBe('gate-closed');
    expect(slugOf(await papers(stepId, searchChecklist, qianqing))).toBe('other-stations-step');

    expect(await papers(stepId)).toMatchObject({ status: 200, body: { late: false } });
    expect(slugOf(await papers(stepId))).toBe('papers-submitted');
    expect(await allTasksOf(api.platform.store, caseId)).toMatchObject([{ kind: 'papers', status: 'done' }]);
    await decide(stepId, yaqianChief);
    await decide(stepId, qianqingChief, { decision: 'refuse', reason: '并不紧急' });
    const decisions = [{ decision: 'approve' }, { decision: 'refuse', reason: '并不紧急' }];
    expect(await stepOf(stepId)).toMatchObject({ status: 'executed', decisions });
    expect((await stateOf(api.platform, caseId)).decisionsDue).toEqual([]);
    expect(await reported()).toEqual([{ stepId, papers: 'submitted', localOfficerPresent: true }]);
  });

  it('says for good that its papers came late', async () => {
    const stepId = await taken();
    api.clock.turn(25 * HOUR);
    expect(await reported()).toMatchObject([{ papers: 'overdue' }]);
    expect(await papers(stepId)).toMatchObject({ body: { late: true } });
    expect(await reported()).toMatchObject([{ papers: 'submittedLate' }]);
  });

  it('is recorded wherever the case stands, for hiding it would be worse; an arrest is reported as such', async () => {
    caseId = await api.open();
    expect(await stepOf(await taken(emergency, qianqingPatrol))).toMatchObject({ status: 'executed' });
    expect(
      fieldsOf(await api.on(caseId, 'recordEmergencyStep', yaqian, { ...emergency, kind: 'arrest' })),
    ).toEqual(['kind']);
    const future = { ...emergency, executedAt: '2028-01-01T00:00:00.000Z' };
    expect(fieldsOf(await api.on(caseId, 'recordEmergencyStep', yaqian, future))).toEqual(['executedAt']);
  });

  it('brings no papers when it is none', async () => {
    expect(slugOf(await papers(await requested(), searchChecklist, qianqing))).toBe('no-emergency');
  });
});
