import { afterEach, describe, expect, test } from 'vitest';

import { hitOpening } from '#functions/registry-hit/hit-opening.ts';
import { hitCaseSchema, type HitCase } from '#functions/registry-hit/model/hit-case.ts';
import { runProcessStep } from '#functions/registry-hit/process/process-steps.ts';
import { decisionOf, wakeAll } from '#platform/case/case-change.ts';
import { loadCase, runCaseCommand } from '#platform/case/case-command.ts';
import { PROCESS_WAIT, waitKey, waitSchema } from '#platform/wait/wait.ts';
import { eventsOf } from '#test/functions/missing-person/scene.ts';
import { MemoryStore } from '#test/support/memory-store.ts';
import { processHarness, type ProcessHarness } from '#test/support/process-harness.ts';
import { functionArns, registryHitProcess } from '#workflows/registry-hit/definition.ts';

const HOUR = 3600;
/** First instant of the scene: ten in the morning in Shanghai. */
const START = new Date('2027-03-01T02:00:00.000Z');
/** Notifications that call nobody: how they climb the roster is tested with their own machine. */
const silentNotify = {
  definition: { QueryLanguage: 'JSONata', StartAt: 'Told', States: { Told: { Type: 'Succeed' } } },
  functionArns: [],
};

let scene: ProcessHarness;
afterEach(() => scene.close());

/** An urgent hit that has just been raised: four hours to verify it, two more for the chiefs. */
async function openHit(mostLooks = 500): Promise<string> {
  scene = await processHarness({
    start: START,
    wrapStore: () => new MemoryStore(),
    workflows: {
      notify: silentNotify,
      'registry-hit': { definition: registryHitProcess(mostLooks), functionArns },
    },
    functions: { RegistryHitStepsFunctionArn: (payload, system) => runProcessStep(system, payload) },
  });
  const { caseId, writes } = await hitOpening(
    scene,
    {
      partnershipId: 'qianqing-yaqian',
      residentId: 'R-1',
      owningStationId: 'qianqing',
      noticeId: 'W-1',
      score: 85,
      reasons: ['name.same', 'birthDate.digitSlipped'],
    },
    scene.clock.now(),
  );
  await scene.store.transact(writes);
  await scene.settle();
  return caseId;
}

function close(caseId: string) {
  return runCaseCommand<HitCase>(scene, {
    schema: hitCaseSchema,
    caseId,
    actor: { kind: 'system', process: 'test' },
    action: 'process.noticeWithdrawn',
    decide: (state) =>
      decisionOf(
        {
          next: { ...state, status: 'closed', outcome: 'withdrawn' },
          event: { type: 'withdrawn', data: {} },
          effects: [wakeAll(state)],
        },
        state.version + 1,
      ),
  });
}

const executionOf = (caseId: string, part = 1) =>
  scene.executions.statusOf('registry-hit', `${caseId}.1.${part}`);

const escalationsOf = async (caseId: string) =>
  (await eventsOf(scene.store, caseId))
    .filter(({ type }) => type.endsWith('Called'))
    .map(({ at, type }) => `${(Date.parse(at) - START.getTime()) / 3_600_000} ${type}`);

describe('the process of a registry hit', () => {
  test('calls both chiefs and then the superior, each once and to the minute, and goes on', async () => {
    const caseId = await openHit();
    await scene.advance(48 * HOUR);
    expect(await escalationsOf(caseId)).toEqual(['4 chiefsCalled', '6 superiorCalled']);
    expect(await executionOf(caseId)).toBe('RUNNING');
  });

  test('that is over in time calls nobody, and is waited for by nobody', async () => {
    const caseId = await openHit();
    await scene.advance(3 * HOUR);
    await close(caseId);
    await scene.settle();
    expect(await executionOf(caseId)).toBe('SUCCEEDED');
    expect(await scene.store.get(waitKey(caseId, PROCESS_WAIT), waitSchema)).toBeUndefined();
    await scene.advance(24 * HOUR);
    expect(await escalationsOf(caseId)).toEqual([]);
  });

  test('goes on in a new execution before its history fills', async () => {
    const caseId = await openHit(2);
    await scene.advance(48 * HOUR);
    expect(await executionOf(caseId)).toBe('SUCCEEDED');
    expect((await loadCase(scene, caseId, hitCaseSchema))?.processPart).toBeGreaterThan(1);
    expect(await escalationsOf(caseId)).toEqual(['4 chiefsCalled', '6 superiorCalled']);
  });
});
