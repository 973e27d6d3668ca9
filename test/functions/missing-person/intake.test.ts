import { beforeEach, describe, expect, it } from 'vitest';

import { severityOf } from '#functions/missing-person/commands/severity-of.ts';
import { officer } from '#test/support/platform.ts';

import { boy, caseApi, elder, fieldsOf, slugOf, type CaseApi } from './case-api.ts';
import { effectsOf, eventsOf, liaison, notificationsOf, patrol, qianqing, stateOf, yaqian } from './scene.ts';

let api: CaseApi;
beforeEach(async () => {
  api = await caseApi();
});

describe('reporting a missing person', () => {
  it('alerts both stations, and counts as the acknowledgement of the station that reports', async () => {
    const answer = await api.send('openMissingPerson', yaqian, { json: elder });

    expect(answer).toMatchObject({
      status: 201,
      headers: { etag: '"1"' },
      body: { status: 'searching', severity: 'urgent', version: 1 },
    });
    const { caseId } = answer.body as { caseId: string };
    const state = await stateOf(api.platform, caseId);
    expect(state).toMatchObject({
      requestingStationId: 'yaqian',
      assistingStationId: 'qianqing',
      drill: false,
    });
    expect(state.awaiting).toMatchObject([{ stationId: 'qianqing', kind: 'missingPersonAlert' }]);
    const [alert] = await notificationsOf(api.platform.store, caseId);
    expect(alert).toMatchObject({
      kind: 'missingPersonAlert',
      toTopic: true,
      legs: { yaqian: { status: 'acknowledged' }, qianqing: { status: 'open' } },
    });
  });

  it('starts the process of the case and one for each station’s alert, with nothing but ids', async () => {
    const caseId = await api.open();

    const started = (await effectsOf(api.platform.store, caseId)).map((effect) =>
      effect.type === 'startExecution' ? effect.machine : effect.type,
    );

    expect(started.toSorted()).toEqual(['missing-person', 'notify', 'notify']);
    const effects = JSON.stringify(await effectsOf(api.platform.store, caseId));
    for (const secret of ['钱桂英', '中纺城', '13900000999', '120.4115'])
      expect(effects).not.toContain(secret);
  });

  it('needs nothing but category and place', async () => {
    const answer = await api.send('openMissingPerson', yaqian, {
      json: { category: 'otherAdult', lastSeen: { point: { lon: 120.4, lat: 30.14 } } },
    });

    expect(answer.status).toBe(201);
  });

  it.each(Object.entries(severityOf))(
    'takes %s as %s unless the officer says otherwise',
    async (category, severity) => {
      const lastSeen = elder.lastSeen;
      const usual = await api.send('openMissingPerson', yaqian, { json: { category, lastSeen } });
      const { caseId } = usual.body as { caseId: string };
      const other = await api.send('openMissingPerson', yaqian, {
        json: { category, lastSeen, severity: 'normal', distinctFrom: [caseId] },
      });

      expect(usual.body).toMatchObject({ severity });
      expect(other.body).toMatchObject({ severity: 'normal' });
    },
  );

  it('is taken by the liaison for a station, and then neither station has answered', async () => {
    const json = { ...elder, requestingStationId: 'qianqing' };
    const answer = await api.send('openMissingPerson', liaison, { json });

    const state = await stateOf(api.platform, (answer.body as { caseId: string }).caseId);
    expect(state).toMatchObject({ requestingStationId: 'qianqing', assistingStationId: 'yaqian' });
    expect(state.awaiting.map(({ stationId }) => stationId)).toEqual(['qianqing', 'yaqian']);
  });

  it.each([
    ['a patrol', patrol, {}, 403],
    ['the desk of the other station', qianqing, { requestingStationId: 'yaqian' }, 403],
    [
      'an officer of another partnership',
      officer('north-bank', 'dutyOfficer'),
      { requestingStationId: 'yaqian' },
      404,
    ],
    ['anybody, for a station that is not configured', yaqian, { requestingStationId: 'nowhere' }, 404],
    ['the liaison, for the superior itself', liaison, {}, 403],
  ])('is refused to %s', async (_who, actor, change, status) => {
    const answer = await api.send('openMissingPerson', actor, { json: { ...elder, ...change } });

    expect(answer.status).toBe(status);
  });

  it.each([
    ['lastSeen.at', { lastSeen: { ...elder.lastSeen, at: '2027-03-01T12:06:00.000Z' } }],
    ['lastSeen.point.lat', { lastSeen: { point: { lon: 120, lat: 91 } } }],
    ['lastSeen.point', { lastSeen: {} }],
    ['category', { category: 'adult' }],
    ['person.ageYears', { person: { ageYears: 131 } }],
    ['person.nickname', { person: { nickname: '阿婆' } }],
    ['person.description', { person: { description: 'x'.repeat(1001) } }],
    ['reporter.telephone', { reporter: { telephone: 'call me' } }],
    ['direction', { direction: 360 }],
    ['distinctFrom.0', { distinctFrom: ['somebody'] }],
    ['partnershipId', { partnershipId: 'example-north' }],
    ['priority', { priority: 1 }],
  ])('names %s when that field is wrong', async (field, change) => {
    const answer = await api.send('openMissingPerson', yaqian, { json: { ...elder, ...change } });

    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toEqual([field]);
  });

  it('answers a repeated request the same and opens one case', async () => {
    const headers = { 'idempotency-key': 'the-same-request' };
    const first = await api.send('openMissingPerson', yaqian, { json: elder, headers });
    const second = await api.send('openMissingPerson', yaqian, { json: elder, headers });

    expect({ status: second.status, body: second.body }).toEqual({ status: 201, body: first.body });
    const other = await api.send('openMissingPerson', yaqian, { json: boy, headers });
    expect(other.status).toBe(422);
  });
});

describe('a second report of the same person', () => {
  const fromQianqing = {
    category: 'dementia',
    person: { sex: 'female', ageYears: 80, clothing: '蓝棉袄，布鞋' },
    lastSeen: { point: { lon: 120.413, lat: 30.145 } },
  };

  it('is not opened silently: the open case is offered', async () => {
    const caseId = await api.open();

    const answer = await api.send('openMissingPerson', qianqing, { json: fromQianqing });

    expect(answer.status).toBe(409);
    expect(slugOf(answer)).toBe('duplicate-suspected');
    expect(answer.body).toMatchObject({
      candidates: [{ caseId, reasons: expect.arrayContaining(['sameSex']) }],
    });
  });

  it('is opened when the officer says that it is somebody else', async () => {
    const caseId = await api.open();

    const json = { ...fromQianqing, distinctFrom: [caseId] };
    const answer = await api.send('openMissingPerson', qianqing, { json });

    expect(answer.status).toBe(201);
    const [opened] = await eventsOf(api.platform.store, (answer.body as { caseId: string }).caseId);
    expect(opened).toMatchObject({ type: 'opened', data: { distinctFrom: [caseId] } });
  });

  it('is recognised even when both stations take it at the same moment', async () => {
    const answers = await Promise.all([
      api.send('openMissingPerson', yaqian, { json: elder }),
      api.send('openMissingPerson', qianqing, { json: fromQianqing }),
    ]);

    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
  });

  it('is not looked for among drills, closed cases and other people', async () => {
    await api.open({ ...elder, drill: true });
    const withdrawn = await api.open();
    await api.decide('withdrawReport', yaqian, withdrawn, { reason: 'cancelled' });
    await api.decide('closeCase', yaqian, withdrawn);
    await api.open(boy);

    const answer = await api.send('openMissingPerson', qianqing, { json: fromQianqing });

    expect(answer.status).toBe(201);
  });

  it('joins the case: fills what was unknown, contradicts nothing, and keeps what was told', async () => {
    const caseId = await api.open();

    const json = {
      reporter: { name: '钱芳', relation: '女儿' },
      person: { ageYears: 80, description: '走路略跛' },
      lastSeen: { at: '2027-03-01T11:00:00.000Z', placeDescription: '菜场' },
      meansOfTravel: 'onFoot',
      direction: 135,
    };
    const answer = await api.send('addReport', qianqing, { parameters: { caseId }, json });

    expect(answer.status).toBe(200);
    const { details, search } = await stateOf(api.platform, caseId);
    expect(details).toMatchObject({
      person: { name: '钱桂英', ageYears: 78, description: '走路略跛' },
      lastSeen: { at: '2027-03-01T11:00:00.000Z', placeDescription: '中纺城北门' },
      meansOfTravel: 'onFoot',
      direction: 135,
      reporters: [{ name: '钱明' }, { name: '钱芳' }],
    });
    expect(search).toMatchObject({ originTime: '2027-03-01T11:00:00.000Z', direction: 135 });
    const added = (await eventsOf(api.platform.store, caseId)).at(-1);
    expect(added).toMatchObject({ type: 'reportAdded', data: { report: { person: { ageYears: 80 } } } });
  });

  it('does not put the person at the first place at the time of another', async () => {
    const caseId = await api.open();

    const lastSeen = { point: { lon: 120.43, lat: 30.13 }, at: '2027-03-01T11:00:00.000Z' };
    await api.send('addReport', qianqing, { parameters: { caseId }, json: { lastSeen } });

    expect((await stateOf(api.platform, caseId)).details.lastSeen.at).toBeUndefined();
  });
});

describe('amending what is known', () => {
  it('fills in, corrects and unlearns field by field', async () => {
    const caseId = await api.open();

    const json = { severity: 'critical', person: { ageYears: 79, clothing: null, description: '白发' } };
    const answer = await api.send('amendMissingPerson', yaqian, { parameters: { caseId }, json });

    expect(answer.status).toBe(200);
    const { details, severity } = await stateOf(api.platform, caseId);
    expect(severity).toBe('critical');
    expect(details.person).toEqual({ name: '钱桂英', sex: 'female', ageYears: 79, description: '白发' });
  });

  it('loses nothing when two officers amend at once', async () => {
    const caseId = await api.open();
    const amend = (person: object) =>
      api.send('amendMissingPerson', yaqian, { parameters: { caseId }, json: { person } });

    const answers = await Promise.all([amend({ ageYears: 79 }), amend({ description: '白发' })]);

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const { person } = (await stateOf(api.platform, caseId)).details;
    expect(person).toMatchObject({ ageYears: 79, description: '白发' });
  });

  it.each([
    ['the place', { lastSeen: { point: { lon: 120.42, lat: 30.15 } } }, true],
    ['the time', { lastSeen: { at: '2027-03-01T11:00:00.000Z' } }, true],
    ['the category', { category: 'despondent' }, true],
    ['the means of travel', { meansOfTravel: 'bus' }, true],
    ['the direction', { direction: 90 }, true],
    ['the clothing', { person: { clothing: '灰色外套' } }, false],
  ])('looks whether the search has to be planned anew when %s changes', async (_what, json, replans) => {
    const caseId = await api.open();
    await api.step(caseId, 'plan');

    await api.send('amendMissingPerson', yaqian, { parameters: { caseId }, json });

    expect((await stateOf(api.platform, caseId)).search.planNeeded).toBe(replans ? 'amended' : undefined);
    const wakes = (await effectsOf(api.platform.store, caseId)).filter(({ type }) => type === 'wake');
    expect(wakes).toHaveLength(replans ? 1 : 0);
  });

  it.each([
    ['rises with a more urgent category', {}, { category: 'child1to3' }, 'critical'],
    ['stays with a less urgent category', {}, { category: 'otherAdult' }, 'urgent'],
    ['stays as an officer chose it at intake', { severity: 'normal' }, { category: 'child1to3' }, 'normal'],
    ['is what the amendment says', {}, { category: 'child1to3', severity: 'normal' }, 'normal'],
  ])('the severity %s', async (_what, chosen, json, severity) => {
    const caseId = await api.open({ ...elder, ...chosen });

    await api.send('amendMissingPerson', yaqian, { parameters: { caseId }, json });

    expect((await stateOf(api.platform, caseId)).severity).toBe(severity);
    expect((await eventsOf(api.platform.store, caseId)).at(-1)?.data).toMatchObject({ severity });
  });

  it('the severity stays as an officer amended it, whatever the category becomes', async () => {
    const caseId = await api.open();
    for (const json of [{ severity: 'normal' }, { category: 'child1to3' }])
      await api.send('amendMissingPerson', yaqian, { parameters: { caseId }, json });

    expect((await stateOf(api.platform, caseId)).severity).toBe('normal');
  });

  it.each([
    ['rises', { severity: 'critical' }, [['*']]],
    ['rises with the category', { category: 'child1to3' }, [['*']]],
    ['falls', { severity: 'normal' }, []],
  ])('lets whoever is being called look again when the severity %s', async (_what, json, woken) => {
    const caseId = await api.open();
    await api.step(caseId, 'plan');

    await api.send('amendMissingPerson', yaqian, { parameters: { caseId }, json });

    const effects = await effectsOf(api.platform.store, caseId);
    expect(effects.flatMap((effect) => (effect.type === 'wake' ? [effect.waits] : []))).toEqual(woken);
  });

  it('does not move the search back to the last-seen point once a sighting leads it', async () => {
    const caseId = await api.open();
    const point = { lon: 120.4235, lat: 30.1405 };
    await api.send('reportSighting', patrol, { parameters: { caseId }, json: { point } });

    const json = { lastSeen: { point: { lon: 120.4, lat: 30.15 } } };
    await api.send('amendMissingPerson', yaqian, { parameters: { caseId }, json });

    expect((await stateOf(api.platform, caseId)).search.origin).toEqual(point);
  });

  it('is refused when nothing is amended, and once the case is closed', async () => {
    const caseId = await api.open();
    const amend = (json: object) => api.send('amendMissingPerson', yaqian, { parameters: { caseId }, json });

    expect((await amend({})).status).toBe(400);
    await api.decide('withdrawReport', yaqian, caseId, { reason: 'cancelled' });
    await api.decide('closeCase', yaqian, caseId);
    expect(slugOf(await amend({ person: { ageYears: 79 } }))).toBe('wrong-status');
  });
});
