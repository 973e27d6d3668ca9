import { describe, expect, it } from 'vitest';
import { Bench, START, detailsOf, pass } from './engine-fixture.ts';

describe('a state machine', () => {
  it('passes its input on where a state has no Output', async () => {
    const bench = await Bench.open();
    const ended = await bench.run(
      { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Succeed' } },
      { caseId: 'MP1' },
    );
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: { caseId: 'MP1' } });
    expect(ended.types).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
      'PassStateExited',
      'SucceedStateEntered',
      'SucceedStateExited',
      'ExecutionSucceeded',
    ]);
    expect(ended.events.map(({ id, previousEventId }) => [id, previousEventId])).toEqual([
      [1, 0],
      [2, 0],
      [3, 2],
      [4, 3],
      [5, 4],
      [6, 5],
    ]);
  });

  it('shows an expression its input, its variables and the context object', async () => {
    const bench = await Bench.open();
    await bench.define({
      A: {
        Type: 'Pass',
        Assign: { level: '{% $states.input.level + 1 %}', list: [1, '{% 1 + 1 %}'] },
        Next: 'B',
      },
      B: pass({ level: '{% $level %}', list: '{% $list %}', context: '{% $states.context %}' }),
    });
    const arn = await bench.start({ level: 1 }, undefined, 'MP1-g0');
    await bench.advance(0);
    const { output } = await bench.ended(arn);
    expect(output).toEqual({
      level: 2,
      list: [1, 2],
      context: {
        Execution: {
          Id: 'arn:aws-cn:states:cn-north-1:111111111111:execution:machine:MP1-g0',
          Input: { level: 1 },
          Name: 'MP1-g0',
          RoleArn: 'arn:aws-cn:iam::111111111111:role/machine',
          StartTime: new Date(START).toISOString(),
          RedriveCount: 0,
        },
        StateMachine: {
          Id: 'arn:aws-cn:states:cn-north-1:111111111111:stateMachine:machine',
          Name: 'machine',
        },
        State: { Name: 'B', EnteredTime: new Date(START).toISOString() },
      },
    });
  });

  it('does not show what a state assigns to the Output of the same state', async () => {
    const bench = await Bench.open();
    const ended = await bench.run({
      A: { Type: 'Pass', Assign: { n: 1 }, Next: 'B' },
      B: { Type: 'Pass', Assign: { n: '{% $n + 1 %}' }, Output: '{% $n %}', Next: 'C' },
      C: pass({ before: '{% $states.input %}', after: '{% $n %}' }),
    });
    expect(ended.output).toEqual({ before: 1, after: 2 });
  });

  it('records the variables that a state assigns as JSON texts', async () => {
    const bench = await Bench.open();
    const ended = await bench.run({ A: { Type: 'Pass', Assign: { word: 'yes', list: [1] }, End: true } });
    expect(detailsOf(ended, 'PassStateExited')).toEqual({
      name: 'A',
      output: '{}',
      outputDetails: { truncated: false },
      assignedVariables: { word: '"yes"', list: '[1]' },
      assignedVariablesDetails: { truncated: false },
    });
  });

  it('fails where an expression gives nothing, naming the field', async () => {
    const bench = await Bench.open();
    const ended = await bench.run({ A: pass({ list: [1, '{% $states.input.missing %}'] }) });
    expect(ended).toMatchObject({
      status: 'FAILED',
      error: 'States.QueryEvaluationError',
      cause:
        "An error occurred while executing the state 'A' (entered at the event id #2). The JSONata expression " +
        "'$states.input.missing' specified for the field 'Output/list[1]' returned nothing (undefined).",
    });
    expect(detailsOf(ended, 'EvaluationFailed')).toMatchObject({ state: 'A', location: 'Output/list[1]' });
  });

  it("fails where an expression throws, with JSONata's own code and message", async () => {
    const bench = await Bench.open();
    const { cause } = await bench.run({ A: pass('{% $sum(["a"]) %}') });
    expect(cause).toContain(
      'threw an error during evaluation. T0412: Argument 1 of function "sum" must be an array of',
    );
  });

  it('fails where an expression gives a function', async () => {
    const bench = await Bench.open();
    expect(await bench.run({ A: pass('{% [function($x) { $x }] %}') })).toMatchObject({
      status: 'FAILED',
      error: 'States.QueryEvaluationError',
    });
  });

  it('ends an expression that would never end by itself', async () => {
    const bench = await Bench.open();
    const ended = await bench.run({ A: pass('{% ($f := function($x) { 1 + $f($x) }; $f(1)) %}') });
    expect(ended).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });
});

describe('Choice', () => {
  const choice = {
    Look: {
      Type: 'Choice',
      Choices: [
        {
          Condition: '{% $states.input.level = 1 %}',
          Next: 'End',
          Output: 'duty officer',
          Assign: { level: 'first' },
        },
        { Condition: '{% $states.input.level > 1 %}', Next: 'End', Output: 'chief' },
      ],
      Default: 'End',
      Assign: { level: 'none' },
    },
    End: pass({ to: '{% $states.input %}', level: '{% $exists($level) ? $level : "unset" %}' }),
  };

  it.each([
    [1, { to: 'duty officer', level: 'first' }],
    [3, { to: 'chief', level: 'unset' }],
    [0, { to: { level: 0 }, level: 'none' }],
  ])('with level %d goes by the first rule that holds, else by the Default', async (level, output) => {
    const bench = await Bench.open();
    expect(await bench.run(choice, { level })).toMatchObject({ status: 'SUCCEEDED', output });
  });

  it('fails the execution when no rule holds and there is no Default', async () => {
    const bench = await Bench.open();
    const ended = await bench.run({
      Look: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'End' }] },
      End: { Type: 'Succeed' },
    });
    expect(ended).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(ended.types.slice(1)).toEqual(['ChoiceStateEntered', 'ExecutionFailed']);
  });

  it('demands a boolean', async () => {
    const bench = await Bench.open();
    const { cause } = await bench.run({
      Look: { Type: 'Choice', Choices: [{ Condition: '{% 1 %}', Next: 'End' }] },
      End: { Type: 'Succeed' },
    });
    expect(cause).toContain("Expected 'boolean', but was 'number' for value: 1");
  });
});

describe('Wait', () => {
  it('goes on at the very second', async () => {
    const bench = await Bench.open();
    await bench.define({ W: { Type: 'Wait', Seconds: '{% $states.input.seconds %}', End: true } });
    const arn = await bench.start({ seconds: 300 });
    await bench.advance(299);
    expect(await bench.ended(arn)).toMatchObject({ status: 'RUNNING' });
    await bench.advance(1);
    const ended = await bench.ended(arn);
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: { seconds: 300 } });
    expect(ended.events.at(-1)?.timestamp).toEqual(new Date(START + 300_000));
  });

  it('goes on at an instant given with any offset', async () => {
    const bench = await Bench.open();
    await bench.define({ W: { Type: 'Wait', Timestamp: '2026-02-13T09:05:00.5+08:00', End: true } });
    const arn = await bench.start();
    await bench.advance(600);
    const ended = await bench.ended(arn);
    expect(ended.events.at(-1)?.timestamp).toEqual(new Date(START + 300_500));
  });

  it.each(['2026-02-30T00:00:00Z', '2026-02-13T09:00:00+25:00', '2026-02-13T24:00:00Z', '2026-02-13'])(
    'does not take %s for an instant',
    async (timestamp) => {
      const bench = await Bench.open();
      const ended = await bench.run(
        { W: { Type: 'Wait', Timestamp: '{% $states.input %}', End: true } },
        timestamp,
      );
      expect(ended).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    },
  );

  it('refuses seconds below 0 and parts of seconds', async () => {
    const bench = await Bench.open();
    const states = { W: { Type: 'Wait', Seconds: '{% $states.input %}', End: true } };
    expect((await bench.run(states, -1)).error).toBe('States.QueryEvaluationError');
    expect((await bench.run(states, 0.5)).error).toBe('States.QueryEvaluationError');
  });
});

describe('Fail', () => {
  it('fails with an Error and a Cause that were worked out', async () => {
    const bench = await Bench.open();
    const ended = await bench.run(
      { F: { Type: 'Fail', Error: '{% "No" & $states.input %}', Cause: 'because' } },
      'body',
    );
    expect(ended).toMatchObject({ status: 'FAILED', error: 'Nobody', cause: 'because' });
    expect(detailsOf(ended, 'ExecutionFailed')).toEqual({ error: 'Nobody', cause: 'because' });
  });

  it('needs neither', async () => {
    const bench = await Bench.open();
    const ended = await bench.run({ F: { Type: 'Fail' } });
    expect(ended.status).toBe('FAILED');
    expect(detailsOf(ended, 'ExecutionFailed')).toEqual({});
  });
});
