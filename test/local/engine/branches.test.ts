import { LambdaInvocationError } from '@border815/engine';
import { describe, expect, it } from 'vitest';
import { Bench, START, callback, detailsOf, pass, task, tokenOf } from './engine-fixture.ts';
import type { States } from './engine-fixture.ts';

function branch(states: States): object {
  const [startAt = ''] = Object.keys(states);
  return { StartAt: startAt, States: states };
}

const wait = (seconds: number): object => ({ Type: 'Wait', Seconds: seconds, End: true });

describe('Parallel', () => {
  it('runs its branches at the same time and gives their outputs in their order', async () => {
    const bench = await Bench.open();
    const ended = await bench.run(
      {
        P: {
          Type: 'Parallel',
          Arguments: { n: '{% $states.input + 1 %}' },
          Branches: [
            branch({ A: { ...wait(20), Output: 'slow' } }),
            branch({ B: { ...wait(10), Output: '{% $states.input.n %}' } }),
          ],
          End: true,
        },
      },
      1,
    );
    expect(ended.output).toEqual(['slow', 2]);
    expect(ended.events.at(-1)?.timestamp).toEqual(new Date(START + 20_000));
    expect(ended.types.filter((type) => type.startsWith('Parallel'))).toEqual([
      'ParallelStateEntered',
      'ParallelStateStarted',
      'ParallelStateSucceeded',
      'ParallelStateExited',
    ]);
  });

  it('fails with its first branch to fail and stops the others', async () => {
    const bench = await Bench.open();
    const ended = await bench.run({
      P: {
        Type: 'Parallel',
        Branches: [
          branch({ W: wait(600) }),
          branch({ F: { Type: 'Fail', Error: 'Lost', Cause: 'no track' } }),
        ],
        Catch: [{ ErrorEquals: ['Lost'], Next: 'S' }],
        End: true,
      },
      S: { Type: 'Succeed' },
    });
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: { Error: 'Lost', Cause: 'no track' } });
    expect(ended.types).toContain('WaitStateAborted');
    expect(ended.types).not.toContain('WaitStateExited');
    expect(ended.events.at(-1)?.timestamp).toEqual(new Date(START));
  });

  it('closes the tokens of the branches it stops', async () => {
    const bench = await Bench.open();
    const late = branch({ W: { Type: 'Wait', Seconds: 5, Next: 'F' }, F: { Type: 'Fail' } });
    await bench.define({ P: { Type: 'Parallel', Branches: [branch({ T: callback() }), late], End: true } });
    const arn = await bench.start();
    await bench.advance(5);
    expect((await bench.ended(arn)).types).toContain('TaskStateAborted');
    const taskToken = tokenOf(bench);
    await expect(bench.engine.sendTaskSuccess({ taskToken, output: '1' })).rejects.toMatchObject({
      type: 'TaskTimedOut',
    });
  });

  it('runs all its branches again when it is retried', async () => {
    let calls = 0;
    const bench = await Bench.open({
      work: () => {
        calls += 1;
        if (calls === 1) throw new LambdaInvocationError({ errorType: 'Busy', errorMessage: '' });
        return calls;
      },
    });
    const ended = await bench.run({
      P: {
        Type: 'Parallel',
        Branches: [branch({ T: task() }), branch({ A: pass('a') })],
        Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 30 }],
        End: true,
      },
    });
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: [2, 'a'] });
    expect(ended.types.filter((type) => type === 'ParallelStateStarted')).toHaveLength(2);
    expect(ended.types.filter((type) => type === 'ParallelStateEntered')).toHaveLength(1);
    expect(ended.types).not.toContain('ParallelStateFailed');
  });

  it('lets a branch read the variables around it, and keeps its own to itself', async () => {
    const bench = await Bench.open();
    const ended = await bench.run({
      A: { Type: 'Pass', Assign: { outer: 1 }, Next: 'P' },
      P: {
        Type: 'Parallel',
        Branches: [
          branch({
            B: { Type: 'Pass', Assign: { inner: '{% $outer + 1 %}' }, Next: 'C' },
            C: pass('{% $inner %}'),
          }),
        ],
        Next: 'D',
      },
      D: pass({ result: '{% $states.input %}', inner: '{% $exists($inner) %}' }),
    });
    expect(ended.output).toEqual({ result: [2], inner: false });
  });
});

describe('Map', () => {
  const each = (more: object, states: States): States => ({
    M: { Type: 'Map', ItemProcessor: branch(states), End: true, ...more },
  });

  it('runs its processor for each item and gives the outputs in the order of the items', async () => {
    const bench = await Bench.open();
    const ended = await bench.run(
      each(
        { Items: '{% $states.input.sectors %}' },
        {
          W: {
            Type: 'Wait',
            Seconds: '{% 10 - $states.input %}',
            Output: '{% $states.input * 2 %}',
            End: true,
          },
        },
      ),
      { sectors: [1, 2, 3] },
    );
    expect(ended.output).toEqual([2, 4, 6]);
    expect(ended.events.at(-1)?.timestamp).toEqual(new Date(START + 9000));
  });

  it('makes the input of each iteration with its ItemSelector', async () => {
    const bench = await Bench.open();
    const ended = await bench.run(
      each(
        {
          Items: ['a', 'b'],
          ItemSelector: { at: '{% $states.context.Map.Item.Index %}', of: '{% $states.input.caseId %}' },
        },
        { P: pass({ input: '{% $states.input %}', item: '{% $states.context.Map.Item.Value %}' }) },
      ),
      { caseId: 'MP1' },
    );
    expect(ended.output).toEqual([
      { input: { at: 0, of: 'MP1' }, item: 'a' },
      { input: { at: 1, of: 'MP1' }, item: 'b' },
    ]);
  });

  it("fails in the Map's name when an ItemSelector cannot be evaluated", async () => {
    const bench = await Bench.open();
    const ended = await bench.run(
      each({ Items: [1], ItemSelector: '{% $states.input.no %}' }, { P: pass(1) }),
    );
    expect(ended).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    expect(detailsOf(ended, 'EvaluationFailed')).toMatchObject({ state: 'M', location: 'ItemSelector' });
    // The iteration has not started before its input is made.
    expect(ended.types.slice(-4)).toEqual([
      'MapStateStarted',
      'EvaluationFailed',
      'MapStateFailed',
      'ExecutionFailed',
    ]);
  });

  it('runs 40 iterations at a time unless MaxConcurrency says less', async () => {
    const bench = await Bench.open();
    const states = { W: wait(10) };
    const items = Array.from({ length: 41 }, (_, index) => index);
    const unlimited = await bench.run(each({ Items: items }, states));
    expect(unlimited.events.at(-1)?.timestamp).toEqual(new Date(START + 20_000));
    const start = bench.clock.now();
    const limited = await bench.run(each({ Items: items, MaxConcurrency: 10 }, states));
    expect(limited.events.at(-1)?.timestamp).toEqual(new Date(start + 50_000));
  });

  it('fails with its first iteration to fail and stops the others', async () => {
    const bench = await Bench.open({
      work: (payload) => {
        throw new LambdaInvocationError({ errorType: `No${Object.keys(payload).length}`, errorMessage: '' });
      },
    });
    const ended = await bench.run(
      each(
        { Items: [1, 2] },
        {
          C: { Type: 'Choice', Choices: [{ Condition: '{% $states.input = 2 %}', Next: 'T' }], Default: 'W' },
          T: task({ Arguments: {} }),
          W: wait(600),
        },
      ),
    );
    expect(ended).toMatchObject({ status: 'FAILED', error: 'No0' });
    expect(detailsOf(ended, 'MapIterationFailed')).toEqual({ name: 'M', index: 1 });
    expect(detailsOf(ended, 'MapIterationAborted')).toEqual({ name: 'M', index: 0 });
    const chain = ended.events.slice(-2).map(({ type, previousEventId }) => [type, previousEventId]);
    const failed = ended.events.find(({ type }) => type === 'LambdaFunctionFailed')?.id ?? 0;
    expect(chain).toEqual([
      ['MapStateFailed', failed],
      ['ExecutionFailed', ended.events.length - 1],
    ]);
  });

  const fails = {
    C: { Type: 'Choice', Choices: [{ Condition: '{% $states.input > 2 %}', Next: 'F' }], Default: 'S' },
    F: { Type: 'Fail', Error: 'Lost' },
    S: { Type: 'Succeed' },
  };

  it.each([
    { ToleratedFailureCount: 2 },
    { ToleratedFailurePercentage: 50 },
    { ToleratedFailurePercentage: '{% 25 * 2 %}' },
  ])('tolerates as many failures as %o says', async (tolerance) => {
    const bench = await Bench.open();
    const ended = await bench.run(each({ Items: [1, 2, 3, 4], ...tolerance }, fails));
    expect(ended).toMatchObject({ status: 'SUCCEEDED' });
    expect(ended.output).toMatchObject([1, 2, { Error: 'Lost' }, { Error: 'Lost' }]);
  });

  it.each([{ ToleratedFailureCount: 1 }, { ToleratedFailureCount: 3, ToleratedFailurePercentage: 49 }])(
    'fails beyond %o',
    async (tolerance) => {
      const bench = await Bench.open();
      const ended = await bench.run(each({ Items: [1, 2, 3, 4], ...tolerance }, fails));
      expect(ended).toMatchObject({ status: 'FAILED', error: 'States.ExceedToleratedFailureThreshold' });
    },
  );

  it('runs within a branch of a Parallel', async () => {
    const bench = await Bench.open();
    const map = each({ Items: [1, 2] }, { A: pass('{% $states.input & $station %}') });
    const ended = await bench.run({
      A0: { Type: 'Pass', Assign: { station: 'Y' }, Next: 'P' },
      P: { Type: 'Parallel', Branches: [branch(map)], End: true },
    });
    expect(ended.output).toEqual([['1Y', '2Y']]);
  });
});
