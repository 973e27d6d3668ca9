import { beforeEach, describe, expect, test } from 'vitest';

import { investigationCaseSchema } from '#functions/investigation/model/investigation-case.ts';
import { runProcessStep } from '#functions/registry-hit/process/process-steps.ts';
import { transferCaseSchema } from '#functions/transfer/model/transfer-case.ts';
import { loadCase } from '#platform/case/case-command.ts';
import { officer } from '#test/support/platform.ts';

import { HitScene } from './hit-scene.ts';

const first = officer('qianqing', 'dutyOfficer');
const second = officer('yaqian', 'patrolOfficer');
const third = officer('qianqing', 'patrolOfficer');
let scene: HitScene;

beforeEach(async () => {
  scene = await HitScene.open();
});

describe('a registry hit', () => {
  test('names nobody; who it is about the registry alone says', async () => {
    const { status, text } = await scene.call('readRegistryHit', first);
    expect([status, text]).toEqual([200, expect.not.stringContaining('立峰')]);
  });

  test('is confirmed by two officers, and a joint investigation begins that names nobody either', async () => {
    expect((await scene.verdict(first, 'confirmed')).body).toMatchObject({ decided: false });
    const { body } = await scene.verdict(second, 'confirmed');
    expect(body).toMatchObject({ decided: true, outcome: 'confirmed', followUp: { kind: 'JI' } });
    const { followUp, status } = await scene.state();
    expect([status, await scene.pairStatus()]).toEqual(['closed', 'confirmed']);
    const begun = await loadCase(scene.platform, followUp?.caseId ?? '', investigationCaseSchema);
    expect(begun).toMatchObject({ status: 'opened', requestingStationId: 'yaqian' });
    expect(begun?.facts).toContain(scene.caseId);
    expect(JSON.stringify(begun)).not.toContain('程立峰');
  });

  test('of somebody who is held begins a transfer with its first signed custody entry', async () => {
    const held = {
      suspect: { description: '见登记簿' },
      legalGrounds: { text: '网上追逃', documentNumber: '演追字〔2026〕1号' },
      measure: 'detention',
      measureDocument: '演拘字〔2027〕1号',
      deprivedOfLibertyAt: '2027-03-01T11:30:00.000Z',
    };
    await scene.verdict(second, 'confirmed');
    const { status, text } = await scene.verdict(first, 'confirmed', { held });
    expect([status, text]).toEqual([200, expect.stringContaining('"ST"')]);
    const { followUp } = await scene.state();
    const begun = await loadCase(scene.platform, followUp?.caseId ?? '', transferCaseSchema);
    expect(begun).toMatchObject({ assistingStationId: 'qianqing', custody: { sequence: 1 } });
  });

  test('is refuted by two, for good: comparing again raises nothing', async () => {
    await scene.verdict(first, 'notThePerson');
    expect((await scene.verdict(second, 'notThePerson')).body).toMatchObject({ outcome: 'refuted' });
    await scene.compare();
    expect([(await scene.state()).status, await scene.pairStatus()]).toEqual(['closed', 'refuted']);
  });

  test('stays open when officers differ or are undecided, until a third decides', async () => {
    await scene.verdict(first, 'confirmed');
    await scene.verdict(second, 'notThePerson');
    await scene.verdict(second, 'undecided');
    expect((await scene.state()).status).toBe('verifying');
    expect((await scene.verdict(third, 'confirmed')).body).toMatchObject({ decided: true });
  });

  test('is not decided by one officer who says it twice', async () => {
    await scene.verdict(first, 'confirmed');
    expect((await scene.verdict(first, 'confirmed')).body).toMatchObject({ decided: false });
    expect((await scene.state()).verdicts).toHaveLength(1);
  });

  test('is decided once when two second verdicts come at the same instant', async () => {
    await scene.verdict(first, 'confirmed');
    const answers = await Promise.all([
      scene.verdict(second, 'confirmed'),
      scene.verdict(third, 'confirmed'),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  test('ends one way when the notice is withdrawn beside the second verdict', async () => {
    await scene.verdict(first, 'confirmed');
    const [answer] = await Promise.all([scene.verdict(second, 'confirmed'), scene.withdrawNotice()]);
    const { outcome } = await scene.state();
    expect(outcome).toBe(answer.status === 200 ? 'confirmed' : 'withdrawn');
    expect(await scene.pairStatus()).toBe(outcome);
  });

  test('takes no verdict after it was withdrawn, nor from a superior; "held" goes with "confirmed" alone', async () => {
    expect((await scene.verdict(officer('liaison-centre', 'liaison'), 'confirmed')).status).toBe(403);
    expect((await scene.verdict(first, 'undecided', { held: {} })).text).toContain('held');
    await scene.withdrawNotice();
    expect(await scene.verdict(first, 'confirmed')).toMatchObject({
      status: 409,
      body: { currentStatus: 'closed' },
    });
  });
});

describe('nobody verifies in time', () => {
  const step = async (name: string) => {
    const { caseId, generation, processPart } = await scene.state();
    return runProcessStep(scene.platform, { step: name, caseId, generation, processPart });
  };
  /** The example's limits of an urgent hit. */
  const registryHit = { verifySeconds: 14_400, chiefSeconds: 7_200 };

  test('both chiefs are called at the limit, the superior after theirs, each once', async () => {
    expect(await step('look')).toMatchObject({ next: 'awaitVerdicts' });
    await step('callChiefs');
    expect((await scene.state()).chiefsCalledAt).toBeUndefined();
    scene.platform.clock.turn(registryHit.verifySeconds);
    expect(await step('look')).toMatchObject({ next: 'callChiefs' });
    await step('callChiefs');
    await step('callChiefs');
    scene.platform.clock.turn(registryHit.chiefSeconds);
    expect(await step('look')).toMatchObject({ next: 'callSuperior' });
    await step('callSuperior');
    const { awaiting } = await scene.state();
    const overdue = awaiting.filter(({ kind }) => kind === 'registryHitOverdue');
    expect(overdue.map(({ stationId }) => stationId)).toEqual(['qianqing', 'yaqian', 'liaison-centre']);
    expect(await step('look')).toMatchObject({ next: 'awaitVerdicts' });
  });

  test('what was decided before calls nobody any more, and the process ends', async () => {
    await scene.verdict(first, 'notThePerson');
    await scene.verdict(second, 'notThePerson');
    scene.platform.clock.turn(registryHit.verifySeconds);
    expect(await step('look')).toMatchObject({ next: 'finish' });
    await step('callChiefs');
    expect((await scene.state()).chiefsCalledAt).toBeUndefined();
  });
});
