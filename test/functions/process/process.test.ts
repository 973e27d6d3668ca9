import { describe, expect, it } from 'vitest';

import { continueProcess } from '#functions/process/continue-process.ts';
import { deliverRow } from '#functions/process/deliver-row.ts';
import { registerWait } from '#functions/process/register-wait.ts';
import { startProcessEffect } from '#functions/process/process-machine.ts';
import { sweep } from '#functions/process/sweep.ts';
import { anyCaseSchema, casePartition, type AnyCase } from '#platform/case/case.ts';
import { runCaseCommand } from '#platform/case/case-command.ts';
import { addSeconds } from '#platform/clock.ts';
import { outboxRowSchema, type Effect } from '#platform/outbox/effect.ts';
import { queryAll, type Key } from '#platform/store/item-store.ts';
import { forgetWait } from '#platform/wait/forget-wait.ts';
import { putWait } from '#platform/wait/put-wait.ts';
import { PROCESS_WAIT, waitKey, waitSchema } from '#platform/wait/wait.ts';
import { caseNow, openBareCase } from '#test/support/cases.ts';
import { testPlatform } from '#test/support/platform.ts';

import { RememberedExecutions } from './remembered-executions.ts';

async function ports() {
  const platform = await testPlatform();
  const executions = new RememberedExecutions();
  const deadLetters: Key[] = [];
  return {
    ...platform,
    executions,
    given: deadLetters,
    deadLetters: { add: async (key: Key) => void deadLetters.push(key) },
  };
}

type Ports = Awaited<ReturnType<typeof ports>>;

function commit(system: Ports, caseId: string, effects: (state: AnyCase) => Effect[]) {
  return runCaseCommand(system, {
    schema: anyCaseSchema,
    caseId,
    actor: { kind: 'system', process: 'test' },
    action: 'process.test',
    decide: (state) => ({
      next: state,
      event: { type: 'noted', data: {} },
      effects: effects(state),
      reply: { status: 200, body: {} },
    }),
  });
}

const wakeAll = (state: AnyCase): Effect[] => [
  { type: 'wake', caseId: state.caseId, waits: ['*'], version: state.version + 1 },
];

async function rows(system: Ports, caseId: string) {
  return queryAll(system.store, casePartition(caseId), 'OUTBOX#', outboxRowSchema);
}

async function deliverAll(system: Ports, caseId: string) {
  for (const { key } of await rows(system, caseId)) await deliverRow(system, key);
}

function wait(system: Ports, state: AnyCase, token: string, execution = `${state.caseId}.1.1`) {
  return registerWait(system, {
    token,
    executionArn: `arn:aws:states:cn-north-1:000000000000:execution:missing-person:${execution}`,
    caseId: state.caseId,
    name: 'process',
    seenVersion: state.version,
    dueAt: addSeconds(system.clock.now(), 600).toISOString(),
  });
}

describe('waking a process', () => {
  it('completes a wait that was registered before the change', async () => {
    const system = await ports();
    const state = await openBareCase(system);
    await wait(system, state, 'token-1');

    await commit(system, state.caseId, wakeAll);
    await deliverAll(system, state.caseId);

    expect(system.executions.completed).toEqual(['token-1']);
  });

  it('completes a wait at once when the case is newer than the process knew', async () => {
    const system = await ports();
    const state = await openBareCase(system);
    await commit(system, state.caseId, wakeAll);
    await deliverAll(system, state.caseId);

    await wait(system, state, 'token-1');

    expect(system.executions.completed).toEqual(['token-1']);
  });

  it('does no harm when it comes twice, late, or to a token that has timed out', async () => {
    const system = await ports();
    const state = await openBareCase(system);
    await wait(system, state, 'token-1');
    system.executions.closedTokens.add('token-1');
    await commit(system, state.caseId, wakeAll);
    const [row] = await rows(system, state.caseId);

    await deliverAll(system, state.caseId);
    await deliverAll(system, state.caseId);

    expect(system.executions.completed).toEqual([]);
    expect((await rows(system, state.caseId)).map(({ body }) => body)).toMatchObject([
      { status: 'delivered', attempts: 1 },
    ]);
    expect(row?.body.status).toBe('pending');
  });

  it('is not lost on a process whose predecessor registers late, after a reopening', async () => {
    const system = await ports();
    const state = await openBareCase(system);
    await commit(system, state.caseId, wakeAll);
    const now = await caseNow(system, state.caseId);
    await wait(system, now, 'second-generation', `${state.caseId}.2.1`);

    await wait(system, state, 'first-generation', `${state.caseId}.1.1`);
    await commit(system, state.caseId, wakeAll);
    await deliverAll(system, state.caseId);

    expect(system.executions.completed).toEqual(['first-generation', 'second-generation']);
  });

  it('is not lost on a successor when the start of its predecessor is delivered again', async () => {
    const system = await ports();
    const state = await openBareCase(system);
    await commit(system, state.caseId, (s) => [startProcessEffect(s)]);
    system.executions.ended.add(`${state.caseId}.1.1`);
    await wait(system, await caseNow(system, state.caseId), 'second-part', `${state.caseId}.1.2`);

    await deliverAll(system, state.caseId);

    const present = await system.store.get(waitKey(state.caseId, 'process'), waitSchema);
    expect(present?.body.token).toBe('second-part');
  });

  it('leaves a wait alone that knows the version already', async () => {
    const system = await ports();
    const state = await openBareCase(system);
    await commit(system, state.caseId, wakeAll);
    await wait(system, await caseNow(system, state.caseId), 'token-2');

    await deliverAll(system, state.caseId);

    expect(system.executions.completed).toEqual([]);
  });
});

describe('starting a process', () => {
  it('starts it once however often the row is delivered', async () => {
    const system = await ports();
    const state = await openBareCase(system);
    await commit(system, state.caseId, (s) => [startProcessEffect(s)]);
    const [row] = await rows(system, state.caseId);
    if (row === undefined) throw new Error('no row');

    await Promise.all([deliverRow(system, row.key), deliverRow(system, row.key)]);

    expect(system.executions.started).toEqual([
      {
        machine: 'missing-person',
        name: `${state.caseId}.1.1`,
        input: { caseId: state.caseId, generation: 1, processPart: 1 },
      },
    ]);
  });

  it('expects nobody when the execution had ended before', async () => {
    const system = await ports();
    const state = await openBareCase(system);
    system.executions.ended.add(`${state.caseId}.1.1`);
    await commit(system, state.caseId, (s) => [startProcessEffect(s)]);

    await deliverAll(system, state.caseId);

    expect(await system.store.get(waitKey(state.caseId, 'process'), waitSchema)).toBeUndefined();
  });

  it('leaves the row pending, with the attempt counted, when the service cannot be reached', async () => {
    const system = await ports();
    const state = await openBareCase(system);
    await commit(system, state.caseId, (s) => [startProcessEffect(s)]);
    system.executions.fault = new Error('unreachable');

    await expect(deliverAll(system, state.caseId)).rejects.toThrow('unreachable');

    expect((await rows(system, state.caseId)).map(({ body }) => body)).toMatchObject([
      { status: 'pending', attempts: 1 },
    ]);
  });
});

describe('the sweeper', () => {
  it('finds nothing to do while all is well', async () => {
    const system = await ports();
    await openBareCase(system);
    system.clock.turn(3600);

    expect(await sweep(system)).toEqual({ delivered: 0, deadLettered: 0, failed: 0, woken: 0, restarted: 0 });
  });

  it('delivers a row that the stream has missed, but none that is still fresh', async () => {
    const system = await ports();
    const state = await openBareCase(system);
    await commit(system, state.caseId, (s) => [startProcessEffect(s)]);

    expect((await sweep(system)).delivered).toBe(0);
    system.clock.turn(31);
    expect((await sweep(system)).delivered).toBe(1);
    expect(system.executions.started).toHaveLength(1);
  });

  it('gives a row up after twenty failures, into the dead letters, and leaves it there', async () => {
    const system = await ports();
    const state = await openBareCase(system);
    await commit(system, state.caseId, (s) => [startProcessEffect(s)]);
    system.executions.fault = new Error('unreachable');

    for (let minute = 0; minute < 22; minute++) {
      system.clock.turn(60);
      await sweep(system);
    }

    const [row] = await rows(system, state.caseId);
    expect(row?.body).toMatchObject({ status: 'deadLettered', attempts: 20 });
    expect(system.given).toEqual([row?.key]);
  });

  it('wakes a process whose timer has not fired', async () => {
    const system = await ports();
    const state = await openBareCase(system);
    await wait(system, state, 'token-1');
    system.clock.turn(600 + 61);

    expect((await sweep(system)).woken).toBe(1);
    expect(system.executions.completed).toEqual(['token-1']);
  });

  it('restarts a case process that died before its first wait, once, under the next part', async () => {
    const system = await ports();
    const state = await openBareCase(system);
    await commit(system, state.caseId, (s) => [startProcessEffect(s)]);
    await deliverAll(system, state.caseId);
    system.executions.ended.add(`${state.caseId}.1.1`);
    system.clock.turn(200);

    expect((await sweep(system)).restarted).toBe(1);
    expect((await sweep(system)).restarted).toBe(0);
    await deliverAll(system, state.caseId);

    expect(system.executions.started.map(({ name }) => name)).toEqual([
      `${state.caseId}.1.1`,
      `${state.caseId}.1.2`,
    ]);
  });

  it('restarts the leg of a notification under its next part', async () => {
    const system = await ports();
    const { caseId } = await openBareCase(system);
    await commit(system, caseId, () => [
      {
        type: 'startExecution',
        machine: 'notify',
        executionName: 'N-1.qianqing.1',
        input: { caseId, notificationId: 'N-1', stationId: 'qianqing', part: 1 },
      },
    ]);
    await deliverAll(system, caseId);
    system.executions.ended.add('N-1.qianqing.1');
    system.clock.turn(200);

    await sweep(system);
    await sweep(system);

    expect(system.executions.started.slice(1)).toEqual([
      {
        machine: 'notify',
        name: 'N-1.qianqing.2',
        input: { caseId, notificationId: 'N-1', stationId: 'qianqing', part: 2 },
      },
    ]);
  });

  it('leaves a process alone that runs, and one that has ended in order', async () => {
    const system = await ports();
    const state = await openBareCase(system);
    await commit(system, state.caseId, (s) => [startProcessEffect(s)]);
    await deliverAll(system, state.caseId);
    system.clock.turn(200);
    expect((await sweep(system)).restarted).toBe(0);

    system.executions.ended.add(`${state.caseId}.1.1`);
    await forgetWait(system.store, state.caseId, 'process');
    expect((await sweep(system)).restarted).toBe(0);
  });
});

describe('continuing a process', () => {
  it('takes over once: a second call for the same part changes nothing', async () => {
    const system = await ports();
    const { caseId } = await openBareCase(system);
    const part = { caseId, generation: 1, processPart: 1 };

    await continueProcess(system, part, 'history');
    expect(await continueProcess(system, part, 'history')).toBeUndefined();

    expect((await caseNow(system, caseId)).processPart).toBe(2);
  });

  it('does not revive the process of a closed case, unless it is waited for and so has not finished', async () => {
    const system = await ports();
    const { caseId } = await openBareCase(system, { status: 'closed' });
    const part = { caseId, generation: 1, processPart: 1 };

    expect(await continueProcess(system, part, 'died')).toBeUndefined();

    await putWait(system.store, caseId, PROCESS_WAIT, () => ({
      caseId,
      name: PROCESS_WAIT,
      machine: 'missing-person',
      executionName: `${caseId}.1.1`,
      seenVersion: 1,
      registeredAt: system.clock.now().toISOString(),
      dueAt: system.clock.now().toISOString(),
    }));
    expect(await continueProcess(system, part, 'died')).toMatchObject({ status: 200 });
    expect((await caseNow(system, caseId)).processPart).toBe(2);
  });
});
