import { afterEach, describe, expect, test } from 'vitest';
import * as z from 'zod';

import { eventsOf } from '#test/functions/missing-person/scene.ts';
import { investigationCalls, stateOf } from '#test/functions/investigation/investigation-api.ts';
import { holder, receipt, receiver, transferNow } from '#test/functions/transfer/transfer-api.ts';
import { loadRosters } from '#test/support/rosters.ts';

import { processScene, type Scene } from './process-scene.ts';

let scene: Scene;
afterEach(() => scene.close());

/** An investigation of Yaqian whose suspect Qianqing has arrested, with the transfer that the arrest opened. */
async function arrestedSuspect(): Promise<{ investigationId: string; transferId: string }> {
  scene = await processScene();
  await loadRosters(scene.store);
  const investigations = investigationCalls(scene);
  const investigationId = await investigations.joint();
  const transferId = z.string().parse((await investigations.arrested(investigationId))['transferId']);
  await scene.settle();
  return { investigationId, transferId };
}

describe('the transfer that an arrest opens', () => {
  test('is held by the arresting station from the arrest on, and driven by its own process', async () => {
    const { investigationId, transferId } = await arrestedSuspect();

    expect(await transferNow(scene, transferId)).toMatchObject({
      status: 'preparing',
      investigationId,
      assistingStationId: 'qianqing',
      custody: { sequence: 1, custodian: { kind: 'station', stationId: 'qianqing' } },
    });
    expect(await scene.executions.statusOf('suspect-transfer', `${transferId}.1.1`)).toBe('RUNNING');
  });

  test.each([
    ['was received', 'received'],
    ['was cancelled', 'cancelled'],
    ['ended with a release by order', 'freed'],
  ] as const)('tells the investigation once that it %s', async (_what, status) => {
    const { investigationId, transferId } = await arrestedSuspect();
    const { api } = scene;
    if (status === 'received') {
      await api.prepare(transferId);
      await api.approveByBoth(transferId);
      await api.appoint(transferId);
      await api.all(transferId, [
        ['releaseSuspect', holder],
        ['receiveSuspect', receiver, receipt],
      ]);
    } else if (status === 'cancelled')
      await api.all(transferId, [['cancelTransfer', holder, { reason: '并案' }]]);
    else await api.all(transferId, [['freeByOrder', holder, { court: '区法院', documentNumber: '1号' }]]);
    await scene.settle();
    await api.all(transferId, [['closeTransfer', holder]]);
    await scene.settle();

    expect((await stateOf(scene, investigationId)).transfer).toMatchObject({ transferId, status });
    const told = (await eventsOf(scene.store, investigationId)).filter(
      ({ type }) => type === 'transferEnded',
    );
    expect(told).toHaveLength(1);
    expect(await scene.executions.statusOf('suspect-transfer', `${transferId}.1.1`)).toBe('SUCCEEDED');
  });

  test('tells the investigation also when the transfer is closed before the process comes to it', async () => {
    const { investigationId, transferId } = await arrestedSuspect();
    await scene.api.all(transferId, [
      ['cancelTransfer', holder, { reason: '并案' }],
      ['closeTransfer', holder],
    ]);
    await scene.settle();

    expect((await stateOf(scene, investigationId)).transfer).toMatchObject({ status: 'cancelled' });
  });
});
