import { beforeEach, describe, expect, it } from 'vitest';

import { boundedText } from '#platform/bounded-text.ts';

import { caseApi, fieldsOf, slugOf, type CaseApi } from './case-api.ts';
import {
  crossing,
  effectsOf,
  eventsOf,
  liaison,
  notificationsOf,
  patrol,
  qianqing,
  stateOf,
  yaqian,
} from './scene.ts';

let api: CaseApi;
let caseId: string;
beforeEach(async () => {
  api = await caseApi();
  caseId = await api.open();
});

const found = (json: object = { condition: 'safe' }) =>
  api.send('reportFound', patrol, { parameters: { caseId }, json });

describe('finding the person', () => {
  it('ends the alerts in the same commit, whatever version the patrol knows', async () => {
    await api.send('reportSighting', patrol, { parameters: { caseId }, json: { point: crossing } });

    const answer = await found({ condition: 'safe', point: crossing, placeDescription: '104国道与群贤路口' });

    expect(answer).toMatchObject({ status: 200, body: { status: 'found' } });
    const state = await stateOf(api.platform, caseId);
    expect(state.awaiting).toEqual([]);
    expect(state.search.planNeeded).toBeUndefined();
    expect(state.found).toMatchObject({
      condition: 'safe',
      point: crossing,
      by: { officerId: patrol.officerId },
    });
    const wake = (await effectsOf(api.platform.store, caseId)).at(-1);
    expect(wake).toEqual({ type: 'wake', caseId, waits: ['*'], version: state.version });
  });

  it('counts once: the second patrol is told that it is over', async () => {
    const answers = await Promise.all([found(), found()]);

    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const finds = (await eventsOf(api.platform.store, caseId)).filter(({ type }) => type === 'found');
    expect(finds).toHaveLength(1);
  });

  it('names the field that is wrong', async () => {
    expect(fieldsOf(await found({}))).toEqual(['condition']);
    expect(fieldsOf(await found({ condition: 'tired' }))).toEqual(['condition']);
    expect(fieldsOf(await found({ condition: 'safe', at: '2027-03-01T13:00:00Z' }))).toEqual(['at']);
  });
});

describe('bringing the person home and closing', () => {
  it('goes from found to reunited to closed, each decided on the version that was read', async () => {
    await found();

    const reunited = await api.decide('reunite', qianqing, caseId, { with: '儿子' });
    const closed = await api.decide('closeCase', yaqian, caseId, { note: '平安' });

    expect(reunited).toMatchObject({ status: 200, body: { status: 'reunited' } });
    expect(closed).toMatchObject({ status: 200, body: { status: 'closed', outcome: 'reunited' } });
    expect((await stateOf(api.platform, caseId)).closedAt).toBe(api.platform.clock.now().toISOString());
  });

  it.each([
    ['reunite', {}],
    ['closeCase', {}],
    ['withdrawReport', { reason: 'cancelled' }],
    ['reopenCase', { reason: '认错了人' }],
    ['publishAppeal', { show: ['category'] }],
  ] as const)('refuses to %s on another version, or without saying on which', async (operation, json) => {
    const parameters = { caseId };
    const stale = await api.send(operation, yaqian, { parameters, json, headers: { 'if-match': '"7"' } });
    const blind = await api.send(operation, yaqian, { parameters, json });

    expect([stale.status, slugOf(stale)]).toEqual([412, 'version-conflict']);
    expect(stale.body).toMatchObject({ currentVersion: 1 });
    expect(blind.status).toBe(428);
  });

  it('is refused while the person is searched for, or is safe and not yet home', async () => {
    expect(slugOf(await api.decide('closeCase', yaqian, caseId))).toBe('wrong-status');
    expect(slugOf(await api.decide('reunite', yaqian, caseId))).toBe('wrong-status');
    await found();
    expect(slugOf(await api.decide('closeCase', yaqian, caseId))).toBe('not-brought-home');
  });

  it('closes after an injury only with a note of where the person is cared for', async () => {
    await found({ condition: 'injured' });

    expect(slugOf(await api.decide('closeCase', yaqian, caseId))).toBe('not-brought-home');
    const closed = await api.decide('closeCase', yaqian, caseId, { note: '已送医院' });
    expect(closed.body).toMatchObject({ outcome: 'foundInjured' });
  });

  it('closes after a death without a reunion', async () => {
    await found({ condition: 'deceased' });

    expect((await api.decide('closeCase', yaqian, caseId)).body).toMatchObject({ outcome: 'foundDeceased' });
  });

  it('is the requesting station’s to close', async () => {
    await api.decide('withdrawReport', yaqian, caseId, { reason: 'falseAlarm' });

    expect((await api.decide('closeCase', qianqing, caseId)).status).toBe(403);
    const closed = await api.decide('closeCase', yaqian, caseId);
    expect(closed.body).toMatchObject({ outcome: 'falseAlarm' });
  });
});

describe('withdrawing the report', () => {
  it.each(['cancelled', 'falseAlarm'] as const)('because of %s ends the alerts', async (reason) => {
    const answer = await api.decide('withdrawReport', yaqian, caseId, { reason, note: '已在家' });

    expect(answer.body).toMatchObject({ status: 'withdrawn' });
    const state = await stateOf(api.platform, caseId);
    expect(state).toMatchObject({ awaiting: [], withdrawal: { reason } });
  });

  it('is for the requesting station alone, and only while the person is searched for', async () => {
    expect((await api.decide('withdrawReport', qianqing, caseId, { reason: 'cancelled' })).status).toBe(403);
    await found();
    const late = await api.decide('withdrawReport', yaqian, caseId, { reason: 'cancelled' });
    expect(slugOf(late)).toBe('wrong-status');
  });
});

describe('reopening', () => {
  it('alerts both stations again in a new generation with a process of its own', async () => {
    await found();
    api.platform.clock.turn(600);

    const answer = await api.decide('reopenCase', qianqing, caseId, { reason: '认错了人' });

    expect(answer.body).toMatchObject({ status: 'searching' });
    const state = await stateOf(api.platform, caseId);
    expect(state).toMatchObject({
      generation: 2,
      processPart: 1,
      awaiting: [{ stationId: 'yaqian', kind: 'missingPersonReopened' }],
      search: { planNeeded: 'reopened' },
    });
    expect(state.found).toBeUndefined();
    const [, again] = await notificationsOf(api.platform.store, caseId);
    expect(again).toMatchObject({
      kind: 'missingPersonReopened',
      generation: 2,
      requiresAcknowledgement: true,
    });
    const starts = (await effectsOf(api.platform.store, caseId)).filter(
      (effect) => effect.type === 'startExecution' && effect.machine === 'missing-person',
    );
    expect(starts).toMatchObject([
      { executionName: `${caseId}.1.1` },
      { executionName: `${caseId}.2.1`, input: { caseId, generation: 2, processPart: 1 } },
    ]);
    const reopened = (await eventsOf(api.platform.store, caseId)).at(-1);
    expect(reopened).toMatchObject({ type: 'reopened', generation: 2, data: { from: 'found' } });
  });

  it('calls the superior only after the full time again', async () => {
    await found();
    api.platform.clock.turn(3600);

    await api.decide('reopenCase', qianqing, caseId, { reason: '认错了人' });

    const { superiorAfterSeconds } = api.platform.deployment.timers.missingPerson;
    const { superiorCallAt } = (await stateOf(api.platform, caseId)).search;
    expect(Date.parse(superiorCallAt) - api.platform.clock.now().getTime()).toBe(superiorAfterSeconds * 1000);
  });

  it('is possible after a withdrawal, and by the liaison; not after the reunion, nor twice', async () => {
    await api.decide('withdrawReport', yaqian, caseId, { reason: 'cancelled' });
    expect((await api.decide('reopenCase', liaison, caseId, { reason: '仍未回家' })).status).toBe(200);
    expect(slugOf(await api.decide('reopenCase', liaison, caseId, { reason: '仍未回家' }))).toBe(
      'wrong-status',
    );
    await found();
    await api.decide('reunite', yaqian, caseId);
    expect(slugOf(await api.decide('reopenCase', yaqian, caseId, { reason: '?' }))).toBe('wrong-status');
  });
});

describe('the after-action report', () => {
  const purpose = { purpose: '事后复盘' };

  it('tells what happened: timeline, response times, tasks, messages, and how long it took', async () => {
    await api.step(caseId, 'plan');
    api.platform.clock.turn(1800);
    await api.step(caseId, 'escalateTasks');
    await found({ condition: 'safe', placeDescription: '104国道与群贤路口' });
    await api.step(caseId, 'standDown');
    await api.decide('reunite', yaqian, caseId);
    await api.decide('closeCase', yaqian, caseId);

    const { status, body } = await api.send('readReport', patrol, { parameters: { caseId }, query: purpose });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'closed',
      outcome: 'reunited',
      durations: { toFoundSeconds: 1800, toReunitedSeconds: 1800, toClosedSeconds: 1800 },
      plans: 1,
      stations: [
        {
          stationId: 'yaqian',
          responses: [{ kind: 'missingPersonAlert', status: 'acknowledged', seconds: 0, level: -1 }],
        },
        { stationId: 'qianqing', responses: [{ kind: 'missingPersonAlert', status: 'open' }] },
      ],
    });
    const { timeline, stations } = body as {
      timeline: { type: string }[];
      stations: { counts: { tasks: number; cancelled: number; overdue: number } }[];
    };
    expect(timeline.map(({ type }) => type)).toEqual([
      'opened',
      'searchPlanned',
      'tasksOverdue',
      'found',
      'stoodDown',
      'reunited',
      'closed',
    ]);
    expect(stations.reduce((sum, { counts }) => sum + counts.overdue, 0)).toBeGreaterThan(0);
    expect(stations.every(({ counts }) => counts.tasks > 0 && counts.cancelled === counts.tasks)).toBe(true);
  });

  it('is a page to print for a browser, Chinese first, with everything in it escaped', async () => {
    const json = { person: { clothing: '<b>红</b>' } };
    await api.send('amendMissingPerson', yaqian, { parameters: { caseId }, json });

    const page = (headers: Record<string, string>) =>
      api.send('readReport', yaqian, {
        parameters: { caseId },
        headers: { accept: 'text/html', ...headers },
      });

    const chinese = await page({});
    expect(chinese.headers['content-type']).toBe('text/html; charset=utf-8');
    for (const shown of [
      caseId,
      '走失人员协作处置报告',
      '接警并通报两所',
      '&lt;b&gt;红&lt;/b&gt;',
      '衙前派出所',
    ])
      expect(chinese.text).toContain(shown);
    expect(chinese.text).not.toMatch(/<script|<b>/);
    expect((await page({ 'accept-language': 'en' })).text).toContain('after-action report');
  });

  it('of a closed case needs a purpose, as everything of a closed case does', async () => {
    await api.decide('withdrawReport', yaqian, caseId, { reason: 'cancelled' });
    await api.decide('closeCase', yaqian, caseId);

    for (const operation of ['readReport', 'readMissingPerson', 'readSearchMap'] as const) {
      const without = await api.send(operation, yaqian, { parameters: { caseId } });
      const stated = await api.send(operation, yaqian, { parameters: { caseId }, query: purpose });
      expect([without.status, stated.status]).toEqual([403, 200]);
    }
  });
});

describe('a bounded text', () => {
  it('is trimmed, and neither empty nor too long', () => {
    expect(boundedText(3).parse('  两个 ')).toBe('两个');
    expect(boundedText(3).safeParse('   ').success).toBe(false);
    expect(boundedText(3).safeParse('四个字符').success).toBe(false);
  });
});
