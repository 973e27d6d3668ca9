import { afterEach, describe, expect, test } from 'vitest';
import * as z from 'zod';

import { deliverEffect } from '#functions/process/deliver-effect.ts';
import { PROCESS_WAIT, waitKey, waitSchema } from '#platform/wait/wait.ts';
import { notificationsOf, storyOf } from '#test/functions/missing-person/scene.ts';
import {
  chainOf,
  fit,
  holder,
  receipt,
  receiver,
  transferNow,
} from '#test/functions/transfer/transfer-api.ts';
import { harnessArn } from '#test/support/engine-executions.ts';

import {
  courseOf,
  HOUR,
  MINUTE,
  processScene,
  START,
  type Scene,
  type SceneOptions,
} from './process-scene.ts';

let scene: Scene;
afterEach(() => scene.close());

type Stage = Parameters<Scene['api']['bringTo']>[0];

/** A transfer that stands at that stage, all in the scene's first minute; nothing of the law falls due for a day. */
async function transferAt(stage: Stage, options: SceneOptions = {}): Promise<string> {
  scene = await processScene(options);
  const caseId = await scene.api.bringTo(stage, { deprivedOfLibertyAt: START.toISOString() });
  await scene.settle();
  return caseId;
}

const executionOf = (caseId: string, part = 1) =>
  scene.executions.statusOf('suspect-transfer', `${caseId}.1.${part}`);

/** To whom the newest notification of that kind went, by station and role. */
async function toldOf(caseId: string, kind: string) {
  const found = (await notificationsOf(scene.store, caseId)).filter((each) => each.kind === kind);
  return found.map(({ toRoles, legs }) => [toRoles, Object.keys(legs).toSorted()]);
}

const bothChiefs = [['chief'], ['qianqing', 'yaqian']];

describe('the process of a suspect transfer', () => {
  test('follows the case to its end and is then waited for by nobody', async () => {
    const caseId = await transferAt('received');
    expect(await executionOf(caseId)).toBe('RUNNING');

    await scene.api.all(caseId, [['closeTransfer', receiver]]);
    await scene.settle();

    expect(await executionOf(caseId)).toBe('SUCCEEDED');
    expect(await scene.store.get(waitKey(caseId, PROCESS_WAIT), waitSchema)).toBeUndefined();
  });

  test('gives an appointment up two hours after its time, and tells both chiefs', async () => {
    const caseId = await transferAt('appointed');
    await scene.advance(4 * HOUR);

    expect(await courseOf(scene, caseId, 'appointmentMissed')).toEqual(['180 appointmentMissed']);
    expect(await toldOf(caseId, 'appointmentMissed')).toEqual([bothChiefs]);
    const { status, appointment, approvals } = await transferNow(scene, caseId);
    expect([status, appointment, approvals.length]).toEqual(['approved', undefined, 2]);
  });

  test('counts the grace of the appointment that was moved to, not of the first', async () => {
    const caseId = await transferAt('appointed');
    await scene.advance(2 * HOUR);
    await scene.api.appoint(caseId, 2 * HOUR);
    await scene.advance(5 * HOUR);

    expect(await courseOf(scene, caseId, 'appointmentMissed')).toEqual(['360 appointmentMissed']);
  });

  test('ends a handover after half an hour without receipt: custody stays, both chiefs are told', async () => {
    const caseId = await transferAt('handingOver');
    await scene.advance(HOUR);

    expect(await courseOf(scene, caseId, 'handoverTimedOut')).toEqual(['30 handoverTimedOut']);
    expect(await toldOf(caseId, 'handoverTimedOut')).toEqual([bothChiefs]);
    expect(await chainOf(scene, caseId)).toEqual(['takenIntoCustody', 'released', 'handoverTimedOut']);
    expect(await transferNow(scene, caseId)).toMatchObject({
      status: 'approved',
      custody: { custodian: { kind: 'station', stationId: 'qianqing' } },
    });
  });

  test.each([
    ['a receipt', 'receiveSuspect', receiver, receipt, 'received'],
    ['a refusal', 'refuseReceipt', receiver, { reason: '人证不符' }, 'approved'],
    ['an escape', 'reportEscape', holder, { place: '桥头' }, 'escaped'],
    ['a medical emergency', 'reportMedicalEmergency', holder, { hospital: '区医院' }, 'hospitalised'],
    ['a release by order', 'freeByOrder', holder, { court: '区法院', documentNumber: '1号' }, 'freed'],
  ] as const)('lets no timer of the handover run after %s', async (_what, operation, actor, json, status) => {
    const caseId = await transferAt('handingOver');
    await scene.advance(10 * MINUTE);
    await scene.api.all(caseId, [[operation, actor, json]]);
    await scene.advance(2 * HOUR);

    expect(await courseOf(scene, caseId, 'handoverTimedOut')).toEqual([]);
    expect((await transferNow(scene, caseId)).status).toBe(status);
  });

  test('goes the whole way after everything that can come between has come between', async () => {
    const caseId = await transferAt('handingOver');
    await scene.advance(31 * MINUTE);
    await scene.api.appoint(caseId);
    await scene.api.all(caseId, [
      ['releaseSuspect', holder],
      ['refuseReceipt', receiver, { reason: '人证不符' }],
      ['reportEscape', holder, { place: '桥头' }],
      ['recaptureSuspect', holder, { place: '集镇' }],
      ['reportMedicalEmergency', holder, { hospital: '区医院' }],
    ]);
    await scene.advance(MINUTE);
    await scene.api.all(caseId, [
      ['recordHealthCheck', holder, fit],
      ['clearMedically', holder],
    ]);
    await scene.api.approveByBoth(caseId);
    await scene.api.appoint(caseId);
    await scene.api.all(caseId, [
      ['releaseSuspect', holder],
      ['receiveSuspect', receiver, receipt],
      ['closeTransfer', receiver],
    ]);
    await scene.settle();

    expect(await chainOf(scene, caseId)).toEqual([
      'takenIntoCustody',
      'released',
      'handoverTimedOut',
      'released',
      'receiptRefused',
      'escaped',
      'recaptured',
      'medicalEmergency',
      'medicalCleared',
      'released',
      'received',
    ]);
    expect(await executionOf(caseId)).toBe('SUCCEEDED');
  });

  test('does nothing when it is woken for nothing, however often', async () => {
    const caseId = await transferAt('appointed');
    const { version } = await transferNow(scene, caseId);
    for (let storm = 0; storm < 5; storm++) {
      await deliverEffect(scene, { type: 'wake', caseId, waits: ['*'], version: version + 100 });
      await scene.settle();
    }
    expect((await transferNow(scene, caseId)).version).toBe(version);
  });

  test('tries a step again that failed, also when the station’s key could not sign, and takes it once', async () => {
    const caseId = await transferAt('handingOver');
    const failures = ['BusyError', 'SignatureUnavailableError', 'TimeoutError'];
    scene.beforeInvocation = (_name, payload) => {
      const { step } = z.looseObject({ step: z.string().optional() }).parse(payload);
      const name = step === 'endHandover' ? failures.shift() : undefined;
      if (name !== undefined) throw Object.assign(new Error('injected'), { name });
    };
    await scene.advance(HOUR);

    expect(failures).toEqual([]);
    expect(await storyOf(scene.store, caseId)).toContain('handoverTimedOut');
    expect(await chainOf(scene, caseId)).toEqual(['takenIntoCustody', 'released', 'handoverTimedOut']);
  });

  test('is started again by the sweeper when its execution has died, and goes on where it was', async () => {
    const caseId = await transferAt('handingOver');
    await scene.engine.stopExecution({
      executionArn: `${harnessArn('states', 'execution', 'suspect-transfer')}:${caseId}.1.1`,
    });
    await scene.advance(36 * MINUTE);
    expect(await courseOf(scene, caseId, 'handoverTimedOut')).toEqual([]);
    // The first sweep tries to wake it; that it does not stir shows at the second, a minute later.
    await scene.sweep();
    await scene.sweep();
    await scene.settle();

    expect(await courseOf(scene, caseId, 'handoverTimedOut')).toEqual(['36 handoverTimedOut']);
    expect(await executionOf(caseId, 2)).toBe('RUNNING');
  });

  test('runs a drill just the same and says so in each notification', async () => {
    scene = await processScene();
    const caseId = await scene.api.bringTo('received', {
      drill: true,
      deprivedOfLibertyAt: START.toISOString(),
    });
    await scene.settle();

    const drills = (await notificationsOf(scene.store, caseId)).map(({ drill }) => drill);
    expect(drills.length).toBeGreaterThan(4);
    expect(new Set(drills)).toEqual(new Set([true]));
  });
});
