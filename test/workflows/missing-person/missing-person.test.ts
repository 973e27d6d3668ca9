import { afterEach, describe, expect, test } from 'vitest';
import * as z from 'zod';

import { reportTask } from '#functions/casework/report-task.ts';
import { deliverEffect } from '#functions/process/deliver-effect.ts';
import { closeCase } from '#functions/missing-person/commands/close-case.ts';
import { reopen } from '#functions/missing-person/commands/reopen.ts';
import { reportFound } from '#functions/missing-person/commands/report-found.ts';
import { reportSighting } from '#functions/missing-person/commands/report-sighting.ts';
import { reunite } from '#functions/missing-person/commands/reunite.ts';
import { withdraw } from '#functions/missing-person/commands/withdraw.ts';
import { waitKey, waitSchema, PROCESS_WAIT } from '#platform/wait/wait.ts';
import {
  allTasksOf,
  by,
  crossing,
  eventsOf,
  grandmother,
  notificationsOf,
  opened,
  patrol,
  qianqing,
  stateOf,
  storyOf,
  yaqian,
} from '#test/functions/missing-person/scene.ts';
import { harnessArn } from '#test/support/engine-executions.ts';

import { everybodyAcknowledges, HOUR, MINUTE, processScene, type Scene } from './process-scene.ts';

let scene: Scene;

afterEach(() => scene.close());

/** A case that both stations have acknowledged and whose first plan is made. */
async function acknowledgedCase(mostLooks?: number): Promise<string> {
  scene = await processScene(mostLooks);
  const caseId = await opened(scene);
  await scene.settle();
  await everybodyAcknowledges(scene, caseId);
  return caseId;
}

/** Hours after the case was opened at which events of that type happened. */
async function hoursOf(caseId: string, type: string): Promise<number[]> {
  const events = await eventsOf(scene.store, caseId);
  const start = Date.parse(events[0]?.at ?? '');
  return events
    .filter((event) => event.type === type)
    .map(({ at }) => (Date.parse(at) - start) / (HOUR * 1000));
}

async function kindsOf(caseId: string): Promise<string[]> {
  return (await notificationsOf(scene.store, caseId)).map(({ kind }) => kind);
}

/** Keeps the desks from being told of overdue tasks, so that a test sees nothing but what it is about. */
async function finishEveryTask(caseId: string): Promise<void> {
  for (const task of await allTasksOf(scene.store, caseId)) {
    if (task.status !== 'open') continue;
    const actor = task.stationId === 'yaqian' ? yaqian : qianqing;
    const { idempotency } = by(actor, caseId);
    await reportTask(scene, { actor, caseId, taskId: task.taskId, finding: 'nothing', idempotency });
  }
  await scene.settle();
}

describe('the process of a missing person', () => {
  test('plans the search at once and gives both stations their own tasks', async () => {
    const caseId = await acknowledgedCase();
    const state = await stateOf(scene, caseId);
    const tasks = await allTasksOf(scene.store, caseId);
    expect(await storyOf(scene.store, caseId)).toEqual(['opened', 'searchPlanned']);
    expect(state.search).toMatchObject({ planNumber: 1, widening: 0 });
    expect(state.search.planNeeded).toBeUndefined();
    expect(new Set(tasks.map(({ stationId }) => stationId))).toEqual(new Set(['yaqian', 'qianqing']));
    expect(await kindsOf(caseId)).toEqual(['missingPersonAlert']);
  });

  test('plans anew around a sighting and tells both stations', async () => {
    const caseId = await acknowledgedCase();
    await scene.advance(10 * MINUTE);
    await reportSighting(scene, by(patrol, caseId), { point: crossing, direction: 90 });
    await scene.settle();
    const { search } = await stateOf(scene, caseId);
    expect(search).toMatchObject({ planNumber: 2, originPlan: 2, origin: crossing, direction: 90 });
    expect(search.plan?.basis).toMatchObject({ origin: crossing, widening: 0, direction: 90 });
    const replanned = (await notificationsOf(scene.store, caseId)).at(-1);
    expect(replanned).toMatchObject({
      kind: 'searchReplanned',
      requiresAcknowledgement: false,
      toTopic: true,
    });
    expect(Object.keys(replanned?.legs ?? {}).toSorted()).toEqual(['qianqing', 'yaqian']);
  });

  test('reviews every two hours without news, widening each time; news begins the interval anew', async () => {
    const caseId = await acknowledgedCase();
    await scene.advance(2.5 * HOUR);
    await reportSighting(scene, by(patrol, caseId), { point: crossing });
    await scene.advance(2 * HOUR);
    expect(await hoursOf(caseId, 'searchReviewed')).toEqual([2, 4.5]);
    const { search } = await stateOf(scene, caseId);
    expect(search).toMatchObject({ widening: 1, planNumber: 4, reviewedAt: expect.any(String) });
    const outermost = (await eventsOf(scene.store, caseId))
      .filter(({ type }) => type === 'searchPlanned' || type === 'searchReviewed')
      .map(({ data }) => data['widening']);
    expect(outermost).toEqual([0, 1, 0, 1]);
  });

  test('calls the superior once at the configured hour, and again that long after a reopening', async () => {
    const caseId = await acknowledgedCase();
    await scene.advance(3 * HOUR);
    await everybodyAcknowledges(scene, caseId);
    await scene.advance(0.5 * HOUR);
    expect(await hoursOf(caseId, 'superiorCalled')).toEqual([3]);
    const called = (await notificationsOf(scene.store, caseId)).filter(
      ({ kind }) => kind === 'superiorCalled',
    );
    expect(called).toMatchObject([{ requiresAcknowledgement: true, legs: { 'liaison-centre': {} } }]);

    await reportFound(scene, by(patrol, caseId), { condition: 'safe' });
    await scene.settle();
    await reopen(scene, by(qianqing, caseId), { reason: '认错了人' });
    await scene.settle();
    await everybodyAcknowledges(scene, caseId);
    await scene.advance(3 * HOUR);
    expect(await hoursOf(caseId, 'superiorCalled')).toEqual([3, 6.5]);
  });

  test('tells the desk of each station once of the tasks that are past their deadline', async () => {
    const caseId = await acknowledgedCase();
    const dueTimes = new Set((await allTasksOf(scene.store, caseId)).map(({ dueAt }) => dueAt));
    await scene.advance(1.9 * HOUR);
    const tasks = await allTasksOf(scene.store, caseId);
    expect(tasks.every(({ dueAt, escalatedAt }) => escalatedAt === dueAt)).toBe(true);
    const batches = (await eventsOf(scene.store, caseId)).filter(({ type }) => type === 'tasksOverdue');
    expect(batches.map(({ at }) => at)).toEqual([...dueTimes].toSorted());
    const told = (await notificationsOf(scene.store, caseId)).filter(({ kind }) => kind === 'tasksOverdue');
    expect(told).toHaveLength(batches.length);
    expect(told.every(({ toTopic, requiresAcknowledgement }) => !toTopic && !requiresAcknowledgement)).toBe(
      true,
    );
  });

  test('stands both stations down when the person is found, cancels what was to be done, and ends when the case is closed', async () => {
    const caseId = await acknowledgedCase();
    await scene.advance(5 * MINUTE);
    await reportFound(scene, by(patrol, caseId), { condition: 'safe', point: crossing });
    await scene.settle();
    const tasks = await allTasksOf(scene.store, caseId);
    expect(new Set(tasks.map(({ status }) => status))).toEqual(new Set(['cancelled']));
    const standDown = (await notificationsOf(scene.store, caseId)).at(-1);
    expect(standDown).toMatchObject({ kind: 'standDown', toTopic: true });
    expect(Object.keys(standDown?.legs ?? {}).toSorted()).toEqual(['qianqing', 'yaqian']);

    await reunite(scene, by(yaqian, caseId, (await stateOf(scene, caseId)).version), { with: '儿子' });
    await scene.settle();
    await closeCase(scene, by(yaqian, caseId, (await stateOf(scene, caseId)).version), {});
    await scene.settle();
    expect(await storyOf(scene.store, caseId)).toEqual([
      'opened',
      'searchPlanned',
      'found',
      'stoodDown',
      'reunited',
      'closed',
    ]);
    expect(await scene.executions.statusOf('missing-person', `${caseId}.1.1`)).toBe('SUCCEEDED');
    expect(await scene.store.get(waitKey(caseId, PROCESS_WAIT), waitSchema)).toBeUndefined();
  });

  test('stands the stations down even when the case is closed before the process comes to it', async () => {
    const caseId = await acknowledgedCase();
    await withdraw(scene, by(yaqian, caseId, (await stateOf(scene, caseId)).version), {
      reason: 'falseAlarm',
    });
    await closeCase(scene, by(yaqian, caseId, (await stateOf(scene, caseId)).version), {});
    await scene.settle();
    const story = await storyOf(scene.store, caseId);
    expect(story.filter((type) => type === 'stoodDown')).toHaveLength(1);
    expect(await scene.executions.statusOf('missing-person', `${caseId}.1.1`)).toBe('SUCCEEDED');
  });

  test('reminds the requesting station at the configured interval until the case is closed', async () => {
    const caseId = await acknowledgedCase();
    await withdraw(scene, by(yaqian, caseId, (await stateOf(scene, caseId)).version), {
      reason: 'cancelled',
    });
    await scene.advance(6.5 * HOUR);
    expect(await hoursOf(caseId, 'closingReminded')).toEqual([3, 6]);
    const reminders = (await notificationsOf(scene.store, caseId)).filter(
      ({ kind }) => kind === 'closeReminder',
    );
    expect(reminders.map(({ legs }) => Object.keys(legs))).toEqual([['yaqian'], ['yaqian']]);
  });

  test('goes on in a generation of its own after a reopening: both stations are alerted and the search is planned anew', async () => {
    const caseId = await acknowledgedCase();
    await finishEveryTask(caseId);
    await reportFound(scene, by(patrol, caseId), { condition: 'safe' });
    await scene.settle();
    await reopen(scene, by(qianqing, caseId), { reason: '认错了人' });
    await scene.settle();
    const state = await stateOf(scene, caseId);
    expect(state).toMatchObject({ status: 'searching', generation: 2, processPart: 1 });
    expect(state.awaiting).toMatchObject([{ stationId: 'yaqian', kind: 'missingPersonReopened' }]);
    const open = (await allTasksOf(scene.store, caseId)).filter(({ status }) => status === 'open');
    expect(open.length).toBeGreaterThan(0);
    expect(open.every(({ planNumber }) => planNumber === 2)).toBe(true);
    await everybodyAcknowledges(scene, caseId);
    await scene.advance(3 * HOUR);
    expect(await scene.executions.statusOf('missing-person', `${caseId}.1.1`)).toBe('SUCCEEDED');
    expect(await scene.executions.statusOf('missing-person', `${caseId}.2.1`)).toBe('RUNNING');
  });

  test('goes on in a new part before its history fills, and loses no timer by it', async () => {
    const caseId = await acknowledgedCase(6);
    await scene.advance(2.5 * HOUR);
    const { processPart } = await stateOf(scene, caseId);
    expect(processPart).toBeGreaterThan(2);
    expect(await hoursOf(caseId, 'searchReviewed')).toEqual([2]);
    const parts = scene.executions.started.filter((name) => name.startsWith(`${caseId}.`));
    expect(parts).toEqual(Array.from({ length: processPart }, (_, index) => `${caseId}.1.${index + 1}`));
    const running = await Promise.all(
      parts.map((name) => scene.executions.isRunning('missing-person', name)),
    );
    expect(running.filter(Boolean)).toHaveLength(1);
  });

  test('does nothing when it is woken for nothing, however often', async () => {
    const caseId = await acknowledgedCase();
    const { version } = await stateOf(scene, caseId);
    for (let storm = 0; storm < 5; storm++) {
      await deliverEffect(scene, { type: 'wake', caseId, waits: ['*'], version: version + 100 });
      await scene.settle();
    }
    expect((await stateOf(scene, caseId)).version).toBe(version);
  });

  test('tries a step again that failed, and does by it what was done by nothing before', async () => {
    scene = await processScene();
    const failures = ['BusyError', 'TimeoutError'];
    scene.beforeInvocation = (_name, payload) => {
      const { step } = z.looseObject({ step: z.string().optional() }).parse(payload);
      const name = step === 'plan' ? failures.shift() : undefined;
      if (name !== undefined) throw Object.assign(new Error('injected'), { name });
    };
    const caseId = await opened(scene);
    await scene.advance(MINUTE);
    expect(failures).toEqual([]);
    expect(await storyOf(scene.store, caseId)).toEqual(['opened', 'searchPlanned']);
    expect(await scene.executions.statusOf('missing-person', `${caseId}.1.1`)).toBe('RUNNING');
  });

  test('is started again by the sweeper when its execution has died, and goes on where it was', async () => {
    const caseId = await acknowledgedCase();
    await scene.engine.stopExecution({
      executionArn: `${harnessArn('states', 'execution', 'missing-person')}:${caseId}.1.1`,
    });
    await scene.advance(2.2 * HOUR);
    expect(await hoursOf(caseId, 'searchReviewed')).toEqual([]);
    // The first sweep tries to wake it; that it does not stir shows at the second, a minute later.
    await scene.sweep();
    await scene.sweep();
    await scene.settle();
    expect(await storyOf(scene.store, caseId)).toContain('processContinued');
    expect(await hoursOf(caseId, 'searchReviewed')).toEqual([2.2]);
    expect(await scene.executions.statusOf('missing-person', `${caseId}.1.2`)).toBe('RUNNING');
  });

  test('runs a drill just the same and says so in each notification', async () => {
    scene = await processScene();
    const caseId = await opened(scene, grandmother({ drill: true }));
    await scene.advance(MINUTE);
    await reportFound(scene, by(yaqian, caseId), { condition: 'safe' });
    await scene.settle();
    const notifications = await notificationsOf(scene.store, caseId);
    expect(notifications.map(({ kind, drill }) => [kind, drill])).toEqual([
      ['missingPersonAlert', true],
      ['standDown', true],
    ]);
  });
});
