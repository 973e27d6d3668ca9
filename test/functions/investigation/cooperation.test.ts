import { beforeEach, describe, expect, it } from 'vitest';

import { slugOf, fieldsOf } from '#test/functions/missing-person/case-api.ts';
import { eventsOf, notificationsOf } from '#test/functions/missing-person/scene.ts';

import {
  investigationApi,
  letter,
  qianqing,
  qianqingChief,
  qianqingPatrol,
  stateOf,
  stranger,
  theft,
  witness,
  yaqian,
  yaqianChief,
  type InvestigationApi,
} from './investigation-api.ts';

let api: InvestigationApi;
let caseId: string;
beforeEach(async () => {
  api = await investigationApi();
  caseId = await api.open();
});

const told = async () =>
  (await notificationsOf(api.platform.store, caseId)).map(({ kind, legs }) => [kind, ...Object.keys(legs)]);

describe('opening an investigation', () => {
  it('is for a known suspect with a name, or an unknown one with a description', async () => {
    const refused = async (suspect: object) =>
      fieldsOf(await api.send('openInvestigation', yaqian, { json: { ...theft, suspect } }));

    expect(await refused({ known: true, description: '男' })).toEqual(['suspect.name']);
    expect(await refused({ known: false, name: '邵无名' })).toEqual(['suspect.description']);
    expect(await refused({ known: true, name: '邵无名', identityNumber: '990000199003071234' })).toEqual([
      'suspect.identityNumber',
    ]);
    const identityNumber = '990000199003071235';
    expect(await api.open({ suspect: { known: true, name: '邵无名', identityNumber } })).toMatch(/^JI-/);
  });

  it('tells nobody before cooperation is requested, and nobody outside the partnership that it exists', async () => {
    expect(await told()).toEqual([]);
    expect((await api.read(caseId, 'readInvestigation', stranger)).status).toBe(404);
  });

  it('takes what is known better later, each member by itself', async () => {
    await api.done(caseId, 'amendInvestigation', yaqian, { suspect: { known: true, name: '邵无名' } });
    await api.done(caseId, 'amendInvestigation', qianqing, { facts: '另有一辆面包车接应' });

    expect(await stateOf(api.platform, caseId)).toMatchObject({
      suspect: { known: true, name: '邵无名' },
      facts: '另有一辆面包车接应',
      offence: theft.offence,
      contentVersion: 3,
    });
    expect(fieldsOf(await api.on(caseId, 'amendInvestigation', yaqian, {}))).toEqual(['body']);
  });
});

describe('requesting cooperation', () => {
  it.each([
    ['normal', 12],
    ['urgent', 1],
    ['critical', 1],
  ])('of a %s case sets the other station %i hours to answer', async (severity, hours) => {
    const other = await api.open({ severity });
    const { answerDueAt } = await api.done(other, 'requestCooperation', yaqian, letter);

    expect(Date.parse(String(answerDueAt)) - api.clock.now().getTime()).toBe(hours * 3_600_000);
    const { decisionsDue } = await stateOf(api.platform, other);
    expect(decisionsDue).toMatchObject([
      { kind: 'cooperationAnswer', stationId: 'qianqing', dueAt: answerDueAt },
    ]);
  });

  it('is due sooner when the case becomes more urgent, and no later when it becomes less so', async () => {
    const due = async () => (await stateOf(api.platform, caseId)).cooperation?.answerDueAt;
    await api.done(caseId, 'requestCooperation', yaqian, letter);
    api.clock.turn(1800);
    await api.done(caseId, 'amendInvestigation', yaqian, { severity: 'urgent' });
    const inAnHour = new Date(api.clock.now().getTime() + 3_600_000).toISOString();
    expect(await due()).toBe(inAnHour);
    expect((await stateOf(api.platform, caseId)).decisionsDue).toMatchObject([{ dueAt: inAnHour }]);
    expect((await told()).filter(([kind]) => kind === 'cooperationRequested')).toHaveLength(2);

    api.clock.turn(1800);
    for (const severity of ['normal', 'critical']) {
      await api.done(caseId, 'amendInvestigation', yaqian, { severity });
      expect(await due()).toBe(inAnHour);
    }
    expect((await told()).filter(([kind]) => kind === 'cooperationRequested')).toHaveLength(2);
    await api.step(caseId, 'callChief');
    expect((await stateOf(api.platform, caseId)).cooperation?.chiefCalledAt).toBeUndefined();
    api.clock.turn(1800);
    await api.step(caseId, 'callChief');
    expect((await stateOf(api.platform, caseId)).cooperation).toMatchObject({ chiefCalledAt: inAnHour });
  });

  it('brings the superior’s turn forward when the case becomes more urgent after its chief was called', async () => {
    await api.done(caseId, 'requestCooperation', yaqian, letter);
    api.clock.turn(12 * 3600);
    await api.step(caseId, 'callChief');
    api.clock.turn(60);
    await api.done(caseId, 'amendInvestigation', yaqian, { severity: 'urgent' });
    api.clock.turn(900);
    await api.step(caseId, 'callSuperior');
    expect((await stateOf(api.platform, caseId)).cooperation).toMatchObject({
      superiorCalledAt: api.clock.now().toISOString(),
    });
  });

  it('needs a letter that a deputy or chief of the own station approved', async () => {
    for (const approvingOfficerId of ['yaqian-duty-1', 'qianqing-chief', 'nobody-at-all'])
      expect(
        fieldsOf(await api.on(caseId, 'requestCooperation', yaqian, { ...letter, approvingOfficerId })),
      ).toEqual(['approvingOfficerId']);
    expect((await api.on(caseId, 'requestCooperation', qianqing, letter)).status).toBe(403);
    await api.done(caseId, 'requestCooperation', yaqian, letter);
    expect(await told()).toEqual([['cooperationRequested', 'qianqing']]);
    expect(slugOf(await api.on(caseId, 'requestCooperation', yaqian, letter))).toBe('wrong-status');
  });

  it('is answered by the other station’s desk alone, on the version that it read', async () => {
    await api.done(caseId, 'requestCooperation', yaqian, letter);
    const json = { decision: 'accept' };
    for (const actor of [yaqian, yaqianChief, qianqingPatrol])
      expect((await api.on(caseId, 'answerCooperation', actor, json)).status).toBe(403);
    const stale = { parameters: { caseId }, json, headers: { 'if-match': '"1"' } };
    expect((await api.send('answerCooperation', qianqing, stale)).status).toBe(412);

    await api.done(caseId, 'answerCooperation', qianqing, json);
    const state = await stateOf(api.platform, caseId);
    expect(state).toMatchObject({ status: 'investigating', decisionsDue: [], awaiting: [] });
    expect(slugOf(await api.on(caseId, 'answerCooperation', qianqing, json))).toBe('wrong-status');
  });

  it('is asked for more, and requested again with what was asked for', async () => {
    await api.done(caseId, 'requestCooperation', yaqian, letter);
    expect(fieldsOf(await api.on(caseId, 'answerCooperation', qianqing, { decision: 'askForMore' }))).toEqual(
      ['question'],
    );
    api.clock.turn(60);
    await api.done(caseId, 'answerCooperation', qianqing, { decision: 'askForMore', question: '监控截图？' });
    expect((await stateOf(api.platform, caseId)).decisionsDue).toMatchObject([
      { kind: 'cooperationSupplement', stationId: 'yaqian' },
    ]);
    expect(fieldsOf(await api.on(caseId, 'requestCooperation', yaqian, letter))).toEqual(['supplement']);

    api.clock.turn(60);
    await api.done(caseId, 'requestCooperation', yaqian, { ...letter, supplement: '附截图三张' });
    api.clock.turn(60);
    await api.done(caseId, 'answerCooperation', qianqing, { decision: 'accept' });
    const types = (await eventsOf(api.platform.store, caseId)).map(({ type }) => type);
    expect(types).toEqual([
      'opened',
      'cooperationRequested',
      'moreAsked',
      'cooperationRequested',
      'cooperationAccepted',
    ]);
    expect(await told()).toEqual([
      ['cooperationRequested', 'qianqing'],
      ['cooperationMoreAsked', 'yaqian'],
      ['cooperationRequested', 'qianqing'],
      ['cooperationAccepted', 'yaqian'],
    ]);
  });

  it('is declined with a reason, and then needs a new letter', async () => {
    await api.done(caseId, 'requestCooperation', yaqian, letter);
    expect(fieldsOf(await api.on(caseId, 'answerCooperation', qianqing, { decision: 'decline' }))).toEqual([
      'reason',
    ]);
    await api.done(caseId, 'answerCooperation', qianqing, { decision: 'decline', reason: '管辖不明' });
    expect(await stateOf(api.platform, caseId)).toMatchObject({
      status: 'declined',
      cooperation: { answer: { decision: 'decline', reason: '管辖不明' } },
    });
    expect(
      fieldsOf(await api.on(caseId, 'requestCooperation', yaqian, { ...letter, supplement: '略' })),
    ).toEqual(['supplement']);
    expect(slugOf(await api.on(caseId, 'requestCooperation', yaqian, letter))).toBe('letter-used');

    await api.done(caseId, 'requestCooperation', yaqian, { ...letter, letterNumber: '协字〔2027〕13号' });
    expect(await stateOf(api.platform, caseId)).toMatchObject({ status: 'requested' });
  });

  it('opens the gate of coercive steps only when it is accepted', async () => {
    const request = { kind: 'search', target: '房', place: '处', atStationId: 'qianqing', checklist: [] };
    for (const status of ['opened', 'requested']) {
      expect((await stateOf(api.platform, caseId)).status).toBe(status);
      expect(slugOf(await api.on(caseId, 'requestStep', qianqing, request))).toBe('wrong-status');
      if (status === 'opened') await api.done(caseId, 'requestCooperation', yaqian, letter);
    }
    await api.done(caseId, 'addLead', qianqingPatrol, witness);
    await api.done(caseId, 'answerCooperation', qianqingChief, { decision: 'accept' });
    expect(slugOf(await api.on(caseId, 'requestStep', qianqing, request))).toBe('gate-closed');
  });
});
