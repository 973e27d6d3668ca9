import { beforeEach, describe, expect, it } from 'vitest';

import { noteTransfer } from '#functions/investigation/process/note-transfer.ts';
import { transferCaseSchema } from '#functions/transfer/model/transfer-case.ts';
import { caseKey } from '#platform/case/case.ts';
import { slugOf, fieldsOf } from '#test/functions/missing-person/case-api.ts';
import { allTasksOf, effectsOf, eventsOf, notificationsOf } from '#test/functions/missing-person/scene.ts';
import { aroundCreating } from '#test/support/around-creating.ts';

import {
  arrest,
  investigationApi,
  investigationCalls,
  qianqing,
  qianqingChief,
  qianqingDeputy,
  qianqingPatrol,
  search,
  searchChecklist,
  stateOf,
  witness,
  yaqian,
  yaqianChief,
  yaqianDeputy,
  type InvestigationApi,
} from './investigation-api.ts';

let api: InvestigationApi;
let caseId: string;
beforeEach(async () => {
  api = await investigationApi();
  caseId = await api.joint();
});

const content = async () => (await stateOf(api.platform, caseId)).contentVersion;
const propose = async (json: object = { outcome: 'withoutResult' }, actor = yaqianDeputy) =>
  api.on(caseId, 'proposeClosing', actor, { contentVersion: await content(), ...json });
const consent = async (actor = qianqingDeputy, contentVersion?: number) =>
  api.on(caseId, 'consentClosing', actor, { contentVersion: contentVersion ?? (await content()) });
const kinds = async () =>
  (await notificationsOf(api.platform.store, caseId)).map(({ kind, legs }) => [kind, ...Object.keys(legs)]);

describe('closing an investigation', () => {
  it('takes the consent of both stations to the same content', async () => {
    expect(await propose({ outcome: 'withoutResult', note: '线索中断' })).toMatchObject({ status: 200 });
    expect(await stateOf(api.platform, caseId)).toMatchObject({
      status: 'investigating',
      decisionsDue: [{ kind: 'closingConsent', stationId: 'qianqing' }],
    });
    expect(await consent()).toMatchObject({
      status: 200,
      body: { status: 'closed', outcome: 'withoutResult' },
    });

    const state = await stateOf(api.platform, caseId);
    expect(state).toMatchObject({
      outcome: 'withoutResult',
      closedAt: api.clock.now().toISOString(),
      closure: {
        contentVersion: state.contentVersion,
        stationId: 'yaqian',
        proposedBy: { stationId: 'yaqian' },
        consentedBy: { stationId: 'qianqing' },
      },
      decisionsDue: [],
      awaiting: [],
    });
    expect(await kinds()).toContainEqual(['investigationClosed', 'yaqian', 'qianqing']);
    expect((await api.read(caseId, 'readInvestigation', yaqian)).status).toBe(403);
    const query = { purpose: '复查' };
    expect((await api.read(caseId, 'readInvestigation', yaqian, { query })).status).toBe(200);
  });

  it('is neither proposed nor consented to by the desk, nor by one station alone', async () => {
    expect((await propose({ outcome: 'solved' }, yaqian)).status).toBe(403);
    await propose();
    expect((await consent(qianqing)).status).toBe(403);
    for (const actor of [yaqianDeputy, yaqianChief]) {
      const answer = await consent(actor);
      expect([answer.status, slugOf(answer)]).toEqual([403, 'own-proposal']);
    }
    expect(slugOf(await propose({ outcome: 'suspended' }, qianqingDeputy))).toBe('closing-pending');
  });

  it('is refused on a content that is not the present one', async () => {
    expect(slugOf(await propose({ outcome: 'suspended', contentVersion: 1 }))).toBe('content-changed');
    await propose();
    expect(slugOf(await consent(qianqingDeputy, 1))).toBe('content-changed');
    const stale = { parameters: { caseId }, json: { contentVersion: await content() } };
    expect(
      (await api.send('consentClosing', qianqingDeputy, { ...stale, headers: { 'if-match': '"3"' } })).status,
    ).toBe(412);
    expect((await stateOf(api.platform, caseId)).status).toBe('investigating');
  });

  it('becomes void by whatever changes the case, and both stations are told', async () => {
    const changes = [
      () => api.done(caseId, 'addLead', qianqingPatrol, witness),
      () => api.done(caseId, 'addSubject', qianqing, { label: '厂房', place: { address: '河边' } }),
      () => api.done(caseId, 'amendInvestigation', yaqian, { facts: '更正' }),
      () => api.done(caseId, 'requestStep', qianqing, search),
      () => api.done(caseId, 'reportLocation', qianqing, { point: { lon: 120, lat: 30 }, place: '厂房' }),
      () => api.done(caseId, 'reportLocationLost', qianqing, { reason: '离开' }),
    ];
    for (const [index, change] of changes.entries()) {
      await propose();
      expect(await change()).toMatchObject({ closingVoided: true });
      expect(slugOf(await consent())).toBe('no-proposal');
      const voided = (await kinds()).filter(([kind]) => kind === 'closingVoided');
      expect(voided).toEqual(
        Array.from({ length: index + 1 }, () => ['closingVoided', 'yaqian', 'qianqing']),
      );
      expect((await eventsOf(api.platform.store, caseId)).at(-1)?.data).toMatchObject({
        closingVoided: true,
      });
    }
  });

  it('is not consented to over the finding of a task, which the proposal did not know; it can be proposed anew', async () => {
    await api.done(caseId, 'reportLocation', qianqing, { point: { lon: 120, lat: 30 }, place: '厂房' });
    const dueAt = new Date(api.clock.now().getTime() + 60_000).toISOString();
    const tasks = ['封控后门', '蹲守路口'].map((text) => ({ stationId: 'yaqian', text, dueAt }));
    await api.done(caseId, 'planArrest', qianqing, { tasks });
    const [first, second] = await allTasksOf(api.platform.store, caseId);
    const report = (taskId: string | undefined, finding: string) =>
      api.casework('reportTask', {
        actor: yaqian,
        parameters: { caseId, taskId: taskId ?? '' },
        json: { finding },
        headers: { 'idempotency-key': `report-${finding}` },
      });
    await propose();
    expect((await report(first?.taskId, 'nothing')).status).toBe(200);
    expect((await stateOf(api.platform, caseId)).decisionsDue).toMatchObject([{ kind: 'closingConsent' }]);
    expect((await report(second?.taskId, 'something')).status).toBe(200);
    expect((await stateOf(api.platform, caseId)).decisionsDue).toEqual([]);
    expect(slugOf(await consent())).toBe('no-proposal');
    api.clock.turn(48 * 3600);
    await api.step(caseId, 'remindConsent');
    expect((await kinds()).map(([kind]) => kind)).not.toContain('closingReminded');
    await api.closed(caseId, { outcome: 'withoutResult' });
  });

  it('survives what leaves the content alone: an acknowledgement, a step of the process', async () => {
    await api.done(caseId, 'reportLocation', qianqing, { point: { lon: 120, lat: 30 }, place: '厂房' });
    await propose();
    const [waiting] = (await stateOf(api.platform, caseId)).awaiting;
    const acknowledged = await api.casework('acknowledgeNotification', {
      actor: yaqian,
      parameters: { caseId, notificationId: waiting?.notificationId ?? '' },
      json: {},
      headers: { 'idempotency-key': 'acknowledged-1' },
    });
    expect(acknowledged.status).toBe(200);
    api.clock.turn(25 * 3600);
    await api.step(caseId, 'remindConsent');
    expect((await consent()).status).toBe(200);
  });

  it('of two who decide at once on a proposal lets one through', async () => {
    await propose();
    const { version, contentVersion } = await stateOf(api.platform, caseId);
    const headers = { 'if-match': `"${version}"` };
    const answers = await Promise.all([
      api.send('consentClosing', qianqingDeputy, {
        parameters: { caseId },
        json: { contentVersion },
        headers,
      }),
      api.send('addLead', qianqingPatrol, { parameters: { caseId }, json: witness }),
    ]);
    const closed = (await stateOf(api.platform, caseId)).status === 'closed';
    expect(answers.map(({ status }) => status)).toEqual(closed ? [200, 409] : [412, 201]);
  });

  it('is refused, or taken back by whoever proposed it, with a reason', async () => {
    expect(slugOf(await api.on(caseId, 'refuseClosing', yaqianDeputy, { reason: '无' }))).toBe('no-proposal');
    for (const actor of [qianqingDeputy, yaqianChief]) {
      api.clock.turn(1);
      await propose();
      await api.done(caseId, 'refuseClosing', actor, { reason: '尚有线索' });
      const event = (await eventsOf(api.platform.store, caseId)).at(-1);
      expect(event).toMatchObject({
        type: 'closingRefused',
        data: { reason: '尚有线索', withdrawn: actor.stationId === 'yaqian' },
      });
      expect((await stateOf(api.platform, caseId)).closing).toBeUndefined();
    }
    expect((await kinds()).filter(([kind]) => kind === 'closingRefused')).toEqual([
      ['closingRefused', 'yaqian'],
      ['closingRefused', 'qianqing'],
    ]);
  });

  it('waits for the papers of an emergency step and the chiefs’ decisions, and cancels what nobody has done', async () => {
    const emergency = {
      kind: 'search',
      target: '车',
      place: '桥头',
      atStationId: 'qianqing',
      reason: '转移赃物',
      executedAt: api.clock.now().toISOString(),
    };
    const { stepId } = await api.done(caseId, 'recordEmergencyStep', qianqing, emergency);
    expect(slugOf(await propose())).toBe('papers-missing');
    const parameters = { stepId: String(stepId) };
    await api.done(caseId, 'submitPapers', qianqing, { checklist: searchChecklist }, parameters);
    expect(slugOf(await propose())).toBe('approval-missing');
    await api.done(caseId, 'decideStep', yaqianChief, { decision: 'approve' }, parameters);
    const refusal = { decision: 'refuse', reason: '并不紧急' };
    await api.done(caseId, 'decideStep', qianqingChief, refusal, parameters);
    await api.done(caseId, 'reportLocation', qianqing, { point: { lon: 120, lat: 30 }, place: '厂房' });
    const dueAt = new Date(api.clock.now().getTime() + 60_000).toISOString();
    const tasks = [{ stationId: 'yaqian', text: '封控后门', dueAt }];
    await api.done(caseId, 'planArrest', qianqing, { tasks });
    await api.closed(caseId, { outcome: 'withoutResult' });
    const statuses = (await allTasksOf(api.platform.store, caseId)).map(({ status }) => status);
    expect(statuses).toEqual(['done', 'cancelled']);
  });
});

describe('the outcome', () => {
  it('solved needs an arrest', async () => {
    expect(slugOf(await propose({ outcome: 'solved' }))).toBe('wrong-status');
    const byOwn = {
      ...arrest,
      byOfficerIds: ['yaqian-patrol-1'],
      emergency: { reason: '拒捕', atStationId: 'yaqian' },
    };
    const { stepId } = await api.done(caseId, 'recordArrest', yaqian, byOwn);
    const checklist = [{ id: 'person-formalities', documentNumber: '1' }, ...searchChecklist.slice(1)];
    await api.done(caseId, 'submitPapers', yaqian, { checklist }, { stepId: String(stepId) });
    for (const chief of [yaqianChief, qianqingChief])
      await api.done(caseId, 'decideStep', chief, { decision: 'approve' }, { stepId: String(stepId) });
    expect(slugOf(await propose({ outcome: 'transferred' }))).toBe('not-transferred');
    await api.closed(caseId, { outcome: 'solved' });
    expect(await stateOf(api.platform, caseId)).toMatchObject({ outcome: 'solved' });
  });

  it('transferred needs a transfer that the suspect was received by; nothing is closed over one that goes on', async () => {
    const transferId = String((await api.arrested(caseId))['transferId']);
    for (const outcome of ['transferred', 'solved', 'suspended', 'withoutResult']) {
      const answer = await propose({ outcome });
      expect(slugOf(answer)).toBe('transfer-open');
      expect(answer.body).toMatchObject({ transferId, transferStatus: 'preparing' });
    }
    await setTransfer(transferId, 'freed');
    expect(slugOf(await propose({ outcome: 'transferred' }))).toBe('not-transferred');
    await setTransfer(transferId, 'received');
    await api.closed(caseId, { outcome: 'transferred' });
    expect(await stateOf(api.platform, caseId)).toMatchObject({ outcome: 'transferred' });
  });

  it('of the transfer is noted once, and tells both stations', async () => {
    const transferId = String((await api.arrested(caseId))['transferId']);
    const ended = { investigationId: caseId, transferId, status: 'received' };
    await noteTransfer(api.platform, ended);
    const { version } = await stateOf(api.platform, caseId);
    await noteTransfer(api.platform, ended);
    await noteTransfer(api.platform, { ...ended, transferId: 'ST-270301-00000', status: 'freed' });

    expect(await stateOf(api.platform, caseId)).toMatchObject({
      version,
      transfer: { transferId, status: 'received' },
    });
    expect(await kinds()).toContainEqual(['transferEnded', 'yaqian', 'qianqing']);
  });

  it('of a transfer that was opened in place of a cancelled one counts as the investigation’s own', async () => {
    const transferId = String((await api.arrested(caseId))['transferId']);
    const second = 'ST-270301-00000';
    await noteTransfer(api.platform, { investigationId: caseId, transferId: second, status: 'received' });
    expect((await stateOf(api.platform, caseId)).transfer).toEqual({ transferId });
    await noteTransfer(api.platform, { investigationId: caseId, transferId, status: 'cancelled' });
    await noteTransfer(api.platform, { investigationId: caseId, transferId: second, status: 'received' });
    expect((await stateOf(api.platform, caseId)).transfer).toMatchObject({
      transferId: second,
      status: 'received',
    });
  });

  it('is not consented to when the transfer has ended otherwise in the meantime', async () => {
    const transferId = String((await api.arrested(caseId))['transferId']);
    const ended = { investigationId: caseId, transferId };
    await setTransfer(transferId, 'received');
    await noteTransfer(api.platform, { ...ended, status: 'received' });
    await propose({ outcome: 'solved' });
    await setTransfer(transferId, 'freed');
    await noteTransfer(api.platform, { ...ended, status: 'freed' });
    expect(slugOf(await consent())).toBe('no-proposal');
    expect(await kinds()).toContainEqual(['closingVoided', 'yaqian', 'qianqing']);
  });

  it('merged names another open case of the partnership, which is told; both keep their numbers', async () => {
    const other = await api.joint();
    const drill = await api.open({ drill: true });
    expect(fieldsOf(await propose({ outcome: 'merged' }))).toEqual(['mergedInto']);
    expect(fieldsOf(await propose({ outcome: 'suspended', mergedInto: other }))).toEqual(['mergedInto']);
    for (const mergedInto of [caseId, drill, 'JI-270301-00000'])
      expect(slugOf(await propose({ outcome: 'merged', mergedInto }))).toBe('no-case-to-merge-into');

    await propose({ outcome: 'merged', mergedInto: other });
    await api.closed(other, { outcome: 'withoutResult' });
    expect(slugOf(await consent())).toBe('no-case-to-merge-into');

    await api.done(caseId, 'refuseClosing', yaqianDeputy, { reason: '另案已结' });
    const open = await api.joint();
    await api.closed(caseId, { outcome: 'merged', mergedInto: open });
    expect(await api.step(caseId, 'look')).toMatchObject({ next: 'tellMerged' });
    await api.step(caseId, 'tellMerged');
    await api.step(caseId, 'tellMerged');
    const target = await stateOf(api.platform, open);
    expect(target).toMatchObject({ status: 'investigating', mergedFrom: [caseId], contentVersion: 4 });
    const merged = (await eventsOf(api.platform.store, open)).filter(({ type }) => type === 'mergedFrom');
    expect(merged.map(({ data }) => data)).toEqual([{ caseId }]);
    expect(await api.step(caseId, 'look')).toMatchObject({ next: 'finish' });
  });

  it('merged is checked in the transaction itself: a case that closes in the same moment takes no other', async () => {
    const other = await api.joint();
    await propose({ outcome: 'merged', mergedInto: other });
    const contentVersion = await content();
    let closings = 0;
    const before = async () => {
      closings += 1;
      if (closings === 1) await api.closed(other, { outcome: 'withoutResult' });
    };
    const store = aroundCreating('event', { before })(api.platform.store);
    const late = investigationCalls({ ...api.platform, store });
    const answer = await late.on(caseId, 'consentClosing', qianqingDeputy, { contentVersion });

    expect([closings, slugOf(answer)]).toEqual([1, 'no-case-to-merge-into']);
    expect((await stateOf(api.platform, caseId)).status).toBe('investigating');
  });

  it('is checked against the transfer in the transaction itself: a suspect who escapes in the same moment is not closed over', async () => {
    const transferId = String((await api.arrested(caseId))['transferId']);
    await setTransfer(transferId, 'received');
    await propose({ outcome: 'transferred' });
    const contentVersion = await content();
    let escapes = 0;
    const before = async () => {
      escapes += 1;
      if (escapes === 1) await setTransfer(transferId, 'escaped');
    };
    const store = aroundCreating('event', { before })(api.platform.store);
    const late = investigationCalls({ ...api.platform, store });
    const answer = await late.on(caseId, 'consentClosing', qianqingDeputy, { contentVersion });

    expect([escapes, slugOf(answer)]).toEqual([1, 'transfer-open']);
  });

  it('suspended can be resumed, in a new generation; no other can', async () => {
    await api.closed(caseId, { outcome: 'suspended' });
    expect((await api.on(caseId, 'resumeInvestigation', qianqing, { reason: '新线索' })).status).toBe(403);
    await api.done(caseId, 'resumeInvestigation', qianqingDeputy, { reason: '新线索' });

    const state = await stateOf(api.platform, caseId);
    expect(state).toMatchObject({ status: 'investigating', generation: 2, processPart: 1 });
    expect([state.outcome, state.closedAt, state.closure]).toEqual([undefined, undefined, undefined]);
    const started = (await effectsOf(api.platform.store, caseId)).flatMap((effect) =>
      effect.type === 'startExecution' && effect.machine === 'investigation' ? [effect.executionName] : [],
    );
    expect(started).toEqual([`${caseId}.1.1`, `${caseId}.2.1`]);
    await api.closed(caseId, { outcome: 'withoutResult' });
    expect(slugOf(await api.on(caseId, 'resumeInvestigation', yaqianDeputy, { reason: '再查' }))).toBe(
      'not-suspended',
    );
  });

  it('suspended leaves no approved step behind that could be carried out after the resumption', async () => {
    const approved = await api.approvedStep(caseId);
    const parameters = { stepId: approved };
    await api.done(caseId, 'requestStep', qianqing, { ...search, kind: 'seizure' });
    await api.closed(caseId, { outcome: 'suspended' });
    await api.done(caseId, 'resumeInvestigation', qianqingDeputy, { reason: '新线索' });

    const { steps, decisionsDue } = await stateOf(api.platform, caseId);
    expect(steps.map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
    expect(decisionsDue).toEqual([]);
    const present = { localOfficerId: 'qianqing-patrol-2' };
    expect(slugOf(await api.on(caseId, 'executeStep', qianqing, present, parameters))).toBe(
      'wrong-step-status',
    );
  });

  it('suspended before the other station agreed is resumed to where cooperation has to be requested', async () => {
    caseId = await api.open();
    await api.closed(caseId, { outcome: 'suspended' });
    await api.done(caseId, 'resumeInvestigation', yaqianDeputy, { reason: '新线索' });
    expect(await stateOf(api.platform, caseId)).toMatchObject({ status: 'opened', generation: 2 });
    expect(slugOf(await api.on(caseId, 'requestStep', qianqing, search))).toBe('wrong-status');
  });
});

describe('a closed case', () => {
  it.each([
    ['addLead', witness],
    ['addSubject', { label: '厂房', place: {} }],
    ['amendInvestigation', { facts: '更正' }],
    ['requestStep', search],
    ['reportLocation', { point: { lon: 120, lat: 30 }, place: '厂房' }],
    ['recordArrest', { ...arrest, emergency: { reason: '拒捕', atStationId: 'qianqing' } }],
  ] as const)('takes no %s', async (operation, json) => {
    await api.closed(caseId, { outcome: 'withoutResult' });
    expect(slugOf(await api.on(caseId, operation, qianqing, json))).toBe('wrong-status');
  });
});

/** Puts a transfer where its own process would bring it: how it gets there is tested with it. */
async function setTransfer(transferId: string, status: 'received' | 'freed' | 'escaped'): Promise<void> {
  const { store } = api.platform;
  const found = await store.get(caseKey(transferId), transferCaseSchema);
  if (found === undefined) throw new Error('There is no such transfer.');
  const body = { ...found.body, status, version: found.revision + 1 };
  const item = { key: found.key, entity: 'case' as const, body };
  await store.transact([{ kind: 'replace', item, revision: found.revision }]);
}
