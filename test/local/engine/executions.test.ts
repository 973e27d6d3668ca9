import { LambdaInvocationError } from '@border815/engine';
import { describe, expect, it } from 'vitest';
import { Bench, MACHINE, START, callback, detailsOf, pass, task, tokenOf } from './engine-fixture.ts';

const waiting = { W: { Type: 'Wait', Seconds: 60, End: true } };

describe('startExecution', () => {
  it('gives the running execution for the same name and input, and refuses the name afterwards', async () => {
    const bench = await Bench.open();
    await bench.define(waiting);
    const arn = await bench.start({ a: 1 }, MACHINE, 'MP1-g0');
    expect(await bench.start({ a: 1 }, MACHINE, 'MP1-g0')).toBe(arn);
    const refusal = { type: 'ExecutionAlreadyExists' };
    await expect(bench.start({ a: 2 }, MACHINE, 'MP1-g0')).rejects.toMatchObject(refusal);
    await bench.advance(60);
    await expect(bench.start({ a: 1 }, MACHINE, 'MP1-g0')).rejects.toMatchObject(refusal);
    const { executions } = await bench.engine.listExecutions({ stateMachineArn: MACHINE });
    expect(executions).toHaveLength(1);
  });

  it.each([
    [{ name: 'no spaces' }, 'InvalidName'],
    [{ name: 'no/slashes' }, 'InvalidName'],
    [{ name: 'x'.repeat(81) }, 'InvalidName'],
    [{ input: '{' }, 'InvalidExecutionInput'],
    [{ input: JSON.stringify('x'.repeat(262_143)) }, 'ValidationException'],
    [{ stateMachineArn: `${MACHINE}2` }, 'StateMachineDoesNotExist'],
    [{ stateMachineArn: 'arn:other' }, 'InvalidArn'],
  ])('refuses %o with %s', async (request, type) => {
    const bench = await Bench.open();
    await bench.define(waiting);
    await expect(bench.engine.startExecution({ stateMachineArn: MACHINE, ...request })).rejects.toMatchObject(
      { type },
    );
  });

  it('takes the same machine again for the machine it knows', async () => {
    const bench = await Bench.open();
    await bench.define(waiting);
    await bench.advance(60);
    await bench.define(waiting);
    const { creationDate } = await bench.engine.describeStateMachine({ stateMachineArn: MACHINE });
    expect(creationDate).toEqual(new Date(START));
  });

  it('lets a running execution go on as it started when its machine is replaced', async () => {
    const bench = await Bench.open();
    await bench.define({ W: { Type: 'Wait', Seconds: 60, Next: 'A' }, A: pass('old') });
    const before = await bench.start();
    await bench.advance(1);
    await bench.define({ A: pass('new') });
    const after = await bench.start();
    await bench.advance(60);
    expect(await bench.ended(before)).toMatchObject({ output: 'old' });
    expect(await bench.ended(after)).toMatchObject({ output: 'new' });
  });
});

describe('the limits of AWS', () => {
  it('end an execution with its 25,000th event', async () => {
    const bench = await Bench.open();
    await bench.define({
      A: { Type: 'Pass', Next: 'B' },
      B: { Type: 'Choice', Choices: [{ Condition: false, Next: 'End' }], Default: 'A' },
      End: { Type: 'Succeed' },
    });
    const executionArn = await bench.start();
    await bench.engine.settle();
    const { events } = await bench.engine.getExecutionHistory({
      executionArn,
      reverseOrder: true,
      maxResults: 2,
    });
    expect(events).toMatchObject([
      {
        id: 25_000,
        previousEventId: 24_999,
        type: 'ExecutionFailed',
        executionFailedEventDetails: {
          error: 'States.Runtime',
          cause: 'The execution reached the maximum number of history events (25000).',
        },
      },
      { id: 24_999 },
    ]);
  });

  it('fail a state whose arguments or output are longer than 262,144 bytes, which States.ALL does not catch', async () => {
    const bench = await Bench.open({ work: () => '案'.repeat(90_000) });
    const catching = (error: string): ReturnType<typeof task> =>
      task({ Catch: [{ ErrorEquals: [error], Output: 'caught', Next: 'S' }] });
    const all = await bench.run({ T: catching('States.ALL'), S: { Type: 'Succeed' } });
    expect(all).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
    const named = await bench.run({ T: catching('States.DataLimitExceeded'), S: { Type: 'Succeed' } });
    expect(named).toMatchObject({ status: 'SUCCEEDED', output: 'caught' });
    const arguing = await bench.run({ T: task({ Arguments: '{% $pad("", 262143, "x") %}' }) });
    expect(arguing).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
    expect(arguing.types).not.toContain('LambdaFunctionScheduled');
    const passing = await bench.run({ A: pass('{% $pad("", 262143, "x") %}') });
    expect(passing).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
    const assigning = await bench.run({
      A: { Type: 'Pass', Assign: { x: '{% $pad("", 262143, "x") %}' }, End: true },
    });
    expect(assigning).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });

  it('end an execution after the TimeoutSeconds of its machine', async () => {
    const bench = await Bench.open();
    await bench.define({ W: { Type: 'Wait', Seconds: 600, End: true } }, { TimeoutSeconds: 90 });
    const arn = await bench.start();
    await bench.advance(600);
    const ended = await bench.ended(arn);
    expect(ended).toMatchObject({ status: 'TIMED_OUT' });
    expect(ended.error).toBeUndefined();
    expect(ended.events.at(-1)).toMatchObject({
      type: 'ExecutionTimedOut',
      previousEventId: 0,
      timestamp: new Date(START + 90_000),
      executionTimedOutEventDetails: { error: 'States.Timeout' },
    });
  });
});

describe('stopExecution', () => {
  it('ends an execution at once, for good', async () => {
    const bench = await Bench.open();
    await bench.define({ T: callback({ Next: 'S' }), S: { Type: 'Succeed' } });
    const arn = await bench.start();
    await bench.advance(5);
    await bench.engine.stopExecution({ executionArn: arn, error: 'Manual', cause: 'found' });
    const taskToken = tokenOf(bench);
    await expect(bench.engine.sendTaskSuccess({ taskToken, output: '1' })).rejects.toMatchObject({
      type: 'TaskTimedOut',
    });
    await bench.advance(60);
    const ended = await bench.ended(arn);
    expect(ended).toMatchObject({ status: 'ABORTED', error: 'Manual', cause: 'found' });
    expect(ended.events.at(-1)).toMatchObject({ type: 'ExecutionAborted', previousEventId: 0 });
  });

  it('does nothing to one that has ended', async () => {
    const bench = await Bench.open();
    await bench.define({ S: { Type: 'Succeed' } });
    const arn = await bench.start();
    await bench.engine.settle();
    await bench.engine.stopExecution({ executionArn: arn });
    expect(await bench.ended(arn)).toMatchObject({ status: 'SUCCEEDED' });
  });
});

describe('redriveExecution', () => {
  it('goes on where the execution failed, without doing again what had succeeded', async () => {
    let fail = true;
    const bench = await Bench.open({
      work: ({ branch }) => {
        if (branch === 'b' && fail) throw new LambdaInvocationError({ errorType: 'Busy', errorMessage: '' });
        return branch;
      },
    });
    const branch = (name: string): object => ({
      StartAt: name,
      States: { [name]: task({ Arguments: { branch: name } }) },
    });
    await bench.define({
      A: { Type: 'Pass', Assign: { kept: 1 }, Next: 'P' },
      P: { Type: 'Parallel', Branches: [branch('a'), branch('b')], Next: 'S' },
      S: pass({ result: '{% $states.input %}', kept: '{% $kept %}' }),
    });
    const arn = await bench.start();
    await bench.advance(1);
    expect(await bench.ended(arn)).toMatchObject({ status: 'FAILED', error: 'Busy' });
    fail = false;
    await bench.engine.redriveExecution({ executionArn: arn });
    await bench.engine.settle();
    const ended = await bench.ended(arn);
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: { result: ['a', 'b'], kept: 1 } });
    expect(ended.error).toBeUndefined();
    expect(detailsOf(ended, 'ExecutionRedriven')).toEqual({ redriveCount: 1 });
    expect(bench.calls.map(({ payload }) => (payload as { branch: string }).branch)).toEqual(['a', 'b', 'b']);
  });

  it('goes on with the branches that were stopped beside the one that failed', async () => {
    let busy = true;
    const bench = await Bench.open({ work: () => (busy ? Promise.reject(new Error('busy')) : 'done') });
    await bench.define({
      P: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 60, Output: 'waited', End: true } } },
          { StartAt: 'T', States: { T: task() } },
        ],
        End: true,
      },
    });
    const executionArn = await bench.start();
    await bench.advance(1);
    expect(await bench.ended(executionArn)).toMatchObject({ status: 'FAILED' });
    busy = false;
    await bench.engine.redriveExecution({ executionArn });
    await bench.advance(60);
    const ended = await bench.ended(executionArn);
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: ['waited', 'done'] });
  });

  it('goes on with a stopped execution, whose former answers do not count any more', async () => {
    const bench = await Bench.open();
    await bench.define({ T: callback() });
    const arn = await bench.start();
    await bench.advance(1);
    await bench.engine.stopExecution({ executionArn: arn });
    await bench.engine.redriveExecution({ executionArn: arn });
    await bench.engine.settle();
    const [first, second] = [tokenOf(bench, 0), tokenOf(bench, 1)];
    await expect(bench.engine.sendTaskSuccess({ taskToken: first, output: '1' })).rejects.toMatchObject({
      type: 'TaskTimedOut',
    });
    await bench.engine.sendTaskSuccess({ taskToken: second, output: '2' });
    await bench.engine.settle();
    expect(await bench.ended(arn)).toMatchObject({ status: 'SUCCEEDED', output: 2 });
  });

  it('refuses an execution that runs or that succeeded', async () => {
    const bench = await Bench.open();
    await bench.define(waiting);
    const executionArn = await bench.start();
    const refusal = { type: 'ExecutionNotRedrivable' };
    await expect(bench.engine.redriveExecution({ executionArn })).rejects.toMatchObject(refusal);
    await bench.advance(60);
    await expect(bench.engine.redriveExecution({ executionArn })).rejects.toMatchObject(refusal);
  });
});

describe('lists', () => {
  it('give executions newest first, by status, page by page', async () => {
    const bench = await Bench.open();
    await bench.define(waiting);
    for (let index = 0; index < 5; index += 1) await bench.start({}, MACHINE, `MP${index}`);
    await bench.engine.stopExecution({ executionArn: `${MACHINE.replace('stateMachine', 'execution')}:MP1` });
    const names: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = await bench.engine.listExecutions({ statusFilter: 'RUNNING', maxResults: 3, nextToken });
      names.push(...page.executions.map(({ name }) => name));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    expect(names).toEqual(['MP4', 'MP3', 'MP2', 'MP0']);
  });

  it('give the history without its data where nobody wants it', async () => {
    const bench = await Bench.open();
    await bench.define({ A: pass('secret') });
    const executionArn = await bench.start({ name: 'secret' });
    await bench.engine.settle();
    const { events } = await bench.engine.getExecutionHistory({ executionArn, includeExecutionData: false });
    expect(events).toHaveLength(4);
    expect(JSON.stringify(events)).not.toContain('secret');
  });
});
