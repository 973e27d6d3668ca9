import { afterEach, describe, expect, test } from 'vitest';
import * as z from 'zod';

import { reportTask } from '#functions/casework/report-task.ts';
import { deliverEffect } from '#functions/process/deliver-effect.ts';
import { PROCESS_WAIT, waitKey, waitSchema } from '#platform/wait/wait.ts';
import {
  letter,
  qianqing,
  qianqingDeputy,
  searchChecklist,
  stateOf,
  witness,
  yaqian,
  yaqianDeputy,
} from '#test/functions/investigation/investigation-api.ts';
import { allTasksOf, eventsOf, fresh, notificationsOf } from '#test/functions/missing-person/scene.ts';
import { harnessArn } from '#test/support/engine-executions.ts';

import {
  everybodyAcknowledges,
  HOUR,
  MINUTE,
  minutesOf,
  processScene,
  sentLines,
  type Scene,
} from './process-scene.ts';

let scene: Scene;

afterEach(() => scene.close());

/** A case whose cooperation was requested at the first minute, and acknowledged. */
async function requestedCase(severity = 'normal', mostLooks?: number): Promise<string> {
  scene = await processScene(mostLooks === undefined ? {} : { mostLooks });
  const caseId = await scene.api.open({ severity });
  await scene.settle();
  await scene.api.done(caseId, 'requestCooperation', yaqian, letter);
  await scene.settle();
  await everybodyAcknowledges(scene, caseId);
  return caseId;
}

async function jointCase(): Promise<string> {
  scene = await processScene();
  const caseId = await scene.api.joint();
  await scene.settle();
  return caseId;
}

/** The kinds of notifications and their stations, without those of the request itself. */
async function told(caseId: string): Promise<string[]> {
  return (await notificationsOf(scene.store, caseId))
    .filter(({ kind }) => kind !== 'cooperationRequested')
    .map(({ kind, legs, toRoles = [] }) => [kind, ...Object.keys(legs), ...toRoles].join(' '));
}

const execution = (caseId: string, part = '1.1') =>
  scene.executions.statusOf('investigation', `${caseId}.${part}`);

describe('a request for cooperation', () => {
  test.each([
    ['normal', 12 * 60, 13 * 60],
    ['urgent', 60, 75],
    ['critical', 60, 75],
  ])(
    'of a %s case calls the chief at minute %i and the superior at minute %i, each once',
    async (severity, chief, superior) => {
      const caseId = await requestedCase(severity);
      await scene.advance(chief * MINUTE - 1);
      expect(await told(caseId)).toEqual([]);
      await scene.advance(30 * HOUR);
      expect(await minutesOf(scene, caseId, 'chiefCalled')).toEqual([chief]);
      expect(await minutesOf(scene, caseId, 'superiorCalled')).toEqual([superior]);
      expect(await told(caseId)).toEqual([
        'cooperationUnanswered qianqing chief',
        'cooperationUnanswered liaison-centre',
      ]);
    },
  );

  test('that is answered in time calls nobody; nor does one that is answered before the superior’s turn', async () => {
    const caseId = await requestedCase();
    await scene.advance(12 * HOUR + 30 * MINUTE);
    await scene.api.done(caseId, 'answerCooperation', qianqing, {
      decision: 'askForMore',
      question: '截图？',
    });
    await scene.settle();
    expect((await stateOf(scene, caseId)).awaiting).toEqual([]);
    await scene.advance(24 * HOUR);
    expect(await told(caseId)).toEqual([
      'cooperationUnanswered qianqing chief',
      'cooperationMoreAsked yaqian',
    ]);

    await scene.api.done(caseId, 'requestCooperation', yaqian, { ...letter, supplement: '附后' });
    await scene.advance(HOUR);
    await scene.api.done(caseId, 'answerCooperation', qianqing, { decision: 'accept' });
    await scene.advance(48 * HOUR);
    expect(await minutesOf(scene, caseId, 'chiefCalled')).toEqual([12 * 60]);
    expect(await minutesOf(scene, caseId, 'superiorCalled')).toEqual([]);
  });

  test('runs anew with each request: a declined one that is repeated has its own time', async () => {
    const caseId = await requestedCase('urgent');
    await scene.advance(90 * MINUTE);
    await scene.api.done(caseId, 'answerCooperation', qianqing, { decision: 'decline', reason: '管辖不明' });
    await scene.advance(10 * MINUTE);
    const second = { ...letter, letterNumber: '协字〔2027〕13号' };
    await scene.api.done(caseId, 'requestCooperation', yaqian, second);
    await scene.advance(3 * HOUR);
    expect(await minutesOf(scene, caseId, 'chiefCalled')).toEqual([60, 160]);
    expect(await minutesOf(scene, caseId, 'superiorCalled')).toEqual([75, 175]);
  });

  test('reaches these telephones, at these minutes: the desk, then the chief alone, then the superior', async () => {
    scene = await processScene({ calls: true });
    const caseId = await scene.api.open({ severity: 'urgent' });
    await scene.api.done(caseId, 'requestCooperation', yaqian, letter);
    await scene.settle();
    expect(sentLines(scene)).toEqual(['0 sms qianqing-duty-1']);
    await everybodyAcknowledges(scene, caseId);
    await scene.advance(60 * MINUTE);
    expect(sentLines(scene, 1)).toEqual(['60 sms qianqing-chief']);
    await scene.advance(14.5 * MINUTE);
    // Reminded at half of the five minutes, then again at each limit: there is nobody else to call.
    expect(sentLines(scene, 61)).toEqual([
      '62.5 sms qianqing-chief',
      '65 sms qianqing-chief',
      '70 sms qianqing-chief',
    ]);
    await everybodyAcknowledges(scene, caseId);
    await scene.advance(MINUTE);
    expect(sentLines(scene, 71)).toEqual(['75 topic liaison-centre', '75 sms liaison-1']);
    await scene.api.done(caseId, 'answerCooperation', qianqing, { decision: 'accept' });
    await scene.advance(HOUR);
    expect(sentLines(scene, 75.1)).toEqual(['75.5 sms yaqian-duty-1']);
  });
});

describe('an emergency step', () => {
  const emergency = () => ({
    kind: 'search',
    target: '面包车',
    place: '桥头',
    atStationId: 'qianqing',
    reason: '正在转移赃物',
    executedAt: scene.clock.now().toISOString(),
  });

  test('whose papers do not come calls the superior and tells the desk at their deadline, once each', async () => {
    const caseId = await jointCase();
    await scene.advance(HOUR);
    await scene.api.done(caseId, 'recordEmergencyStep', yaqian, emergency());
    await scene.advance(60 * HOUR);
    expect(await minutesOf(scene, caseId, 'papersOverdue')).toEqual([25 * 60]);
    expect(await minutesOf(scene, caseId, 'tasksOverdue')).toEqual([25 * 60]);
    expect((await told(caseId)).slice(-2).toSorted()).toEqual([
      'papersOverdue liaison-centre',
      'tasksOverdue yaqian',
    ]);
  });

  test('whose papers come in time calls nobody; that its task was merely ticked off helps nothing', async () => {
    const caseId = await jointCase();
    const { stepId } = await scene.api.done(caseId, 'recordEmergencyStep', yaqian, emergency());
    const other = await scene.api.done(caseId, 'recordEmergencyStep', yaqian, emergency());
    for (const { taskId } of await allTasksOf(scene.store, caseId))
      await reportTask(scene, { actor: yaqian, caseId, taskId, finding: 'nothing', idempotency: fresh() });
    const parameters = { stepId: String(stepId) };
    await scene.api.done(caseId, 'submitPapers', yaqian, { checklist: searchChecklist }, parameters);
    await scene.advance(30 * HOUR);
    const overdue = (await eventsOf(scene.store, caseId)).filter(({ type }) => type === 'papersOverdue');
    expect(overdue.map(({ data }) => data)).toEqual([{ stepIds: [other['stepId']] }]);
  });
});

describe('the arrest plan', () => {
  test('tells the desk of each station of the tasks that are past their deadline', async () => {
    const caseId = await jointCase();
    await scene.api.done(caseId, 'reportLocation', qianqing, { point: { lon: 120, lat: 30 }, place: '厂房' });
    const dueAt = (minutes: number) => new Date(scene.clock.now().getTime() + minutes * 60_000).toISOString();
    const tasks = [
      { stationId: 'yaqian', text: '封控后门', dueAt: dueAt(20) },
      { stationId: 'qianqing', text: '正门设伏', dueAt: dueAt(40) },
    ];
    await scene.api.done(caseId, 'planArrest', qianqing, { tasks });
    await scene.advance(2 * HOUR);
    expect(await minutesOf(scene, caseId, 'tasksOverdue')).toEqual([20, 40]);
    expect((await told(caseId)).slice(-2)).toEqual(['tasksOverdue yaqian', 'tasksOverdue qianqing']);
  });
});

describe('a closing', () => {
  const propose = async (caseId: string, outcome: string) => {
    const { contentVersion } = await stateOf(scene, caseId);
    await scene.api.done(caseId, 'proposeClosing', yaqianDeputy, { outcome, contentVersion });
    await scene.settle();
  };

  test('reminds the other station each day until it answers, and no more when it is void', async () => {
    const caseId = await jointCase();
    await propose(caseId, 'withoutResult');
    await scene.advance(50 * HOUR);
    expect(await minutesOf(scene, caseId, 'consentReminded')).toEqual([24 * 60, 48 * 60]);
    expect((await told(caseId)).filter((line) => line.startsWith('closingReminded'))).toEqual([
      'closingReminded qianqing',
      'closingReminded qianqing',
    ]);
    await scene.api.done(caseId, 'addLead', qianqing, witness);
    await scene.advance(50 * HOUR);
    expect(await minutesOf(scene, caseId, 'consentReminded')).toHaveLength(2);
  });

  test('ends the process, and a resumed case has one of its own', async () => {
    const caseId = await jointCase();
    await scene.api.closed(caseId, { outcome: 'suspended' });
    await scene.settle();
    expect(await execution(caseId)).toBe('SUCCEEDED');
    expect(await scene.store.get(waitKey(caseId, PROCESS_WAIT), waitSchema)).toBeUndefined();
    await scene.advance(100 * HOUR);

    await scene.api.done(caseId, 'resumeInvestigation', qianqingDeputy, { reason: '新线索' });
    await scene.settle();
    expect(await execution(caseId, '2.1')).toBe('RUNNING');
    await propose(caseId, 'withoutResult');
    await scene.advance(25 * HOUR);
    expect(await minutesOf(scene, caseId, 'consentReminded')).toEqual([124 * 60]);
  });

  test('by a merger tells the other case before the process ends', async () => {
    const caseId = await jointCase();
    const target = await scene.api.joint();
    await scene.api.closed(caseId, { outcome: 'merged', mergedInto: target });
    await scene.settle();
    expect(await stateOf(scene, target)).toMatchObject({ mergedFrom: [caseId] });
    expect(await execution(caseId)).toBe('SUCCEEDED');
    expect(await execution(target)).toBe('RUNNING');
  });

  test('by a merger is told even when the history is full at that moment: the next part does it', async () => {
    scene = await processScene({ mostLooks: 2 });
    const caseId = await scene.api.joint();
    const target = await scene.api.joint();
    await scene.settle();
    await scene.api.closed(caseId, { outcome: 'merged', mergedInto: target });
    await scene.settle();
    expect(await stateOf(scene, target)).toMatchObject({ mergedFrom: [caseId] });
    expect(await scene.store.get(waitKey(caseId, PROCESS_WAIT), waitSchema)).toBeUndefined();
  });
});

describe('the process of an investigation', () => {
  test('goes on in a new part before its history fills, and loses no timer by it', async () => {
    const caseId = await requestedCase('normal', 4);
    for (let day = 0; day < 3; day++) await scene.advance(6 * HOUR);
    const { processPart } = await stateOf(scene, caseId);
    expect(processPart).toBeGreaterThan(1);
    expect(await minutesOf(scene, caseId, 'chiefCalled')).toEqual([12 * 60]);
    expect(await minutesOf(scene, caseId, 'superiorCalled')).toEqual([13 * 60]);
    const parts = Array.from({ length: processPart }, (_, index) => `1.${index + 1}`);
    const statuses = await Promise.all(parts.map((part) => execution(caseId, part)));
    expect(statuses).toEqual([...parts.slice(1).map(() => 'SUCCEEDED'), 'RUNNING']);
  });

  test('does nothing when it is woken for nothing, however often', async () => {
    const caseId = await requestedCase();
    const { version } = await stateOf(scene, caseId);
    for (let storm = 0; storm < 5; storm++) {
      await deliverEffect(scene, { type: 'wake', caseId, waits: ['*'], version: version + 100 });
      await scene.settle();
    }
    expect((await stateOf(scene, caseId)).version).toBe(version);
  });

  test.each(['callChief', 'callSuperior', 'look'])(
    'tries %s again when it failed, and does it once',
    async (failing) => {
      const caseId = await requestedCase('urgent');
      const failures = ['BusyError', 'TimeoutError'];
      scene.beforeInvocation = (_name, payload) => {
        const { step } = z.looseObject({ step: z.string().optional() }).parse(payload);
        const name = step === failing ? failures.shift() : undefined;
        if (name !== undefined) throw Object.assign(new Error('injected'), { name });
      };
      await scene.advance(2 * HOUR);
      expect(failures).toEqual([]);
      expect(await minutesOf(scene, caseId, 'chiefCalled')).toHaveLength(1);
      expect(await minutesOf(scene, caseId, 'superiorCalled')).toHaveLength(1);
      expect(await execution(caseId)).toBe('RUNNING');
    },
  );

  test('is started again by the sweeper when its execution has died, and calls late whom it should have called', async () => {
    const caseId = await requestedCase('urgent');
    await scene.engine.stopExecution({
      executionArn: `${harnessArn('states', 'execution', 'investigation')}:${caseId}.1.1`,
    });
    await scene.advance(70 * MINUTE);
    expect(await minutesOf(scene, caseId, 'chiefCalled')).toEqual([]);
    // The first sweep tries to wake it; that it does not stir shows at the second, a minute later.
    await scene.sweep();
    await scene.sweep();
    await scene.settle();
    expect(await minutesOf(scene, caseId, 'chiefCalled')).toEqual([70]);
    expect(await execution(caseId, '1.2')).toBe('RUNNING');
  });

  test('runs a drill just the same and says so in each notification', async () => {
    scene = await processScene();
    const caseId = await scene.api.joint({ drill: true });
    await scene.settle();
    const drills = (await notificationsOf(scene.store, caseId)).map(({ drill }) => drill);
    expect(drills).toEqual([true, true]);
  });
});
