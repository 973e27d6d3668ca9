import { LambdaInvocationError } from '@border815/engine';
import { describe, expect, it } from 'vitest';
import { Bench, pass, task } from './engine-fixture.ts';
import type { Ended, States } from './engine-fixture.ts';

// Sequences that others measured on AWS with GetExecutionHistory, and the events that they follow.

function machine(state: object): States {
  return {
    P: { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Handled' }], End: true, ...state },
    Handled: pass(1),
  };
}

function branch(states: States): object {
  const [startAt = ''] = Object.keys(states);
  return { StartAt: startAt, States: states };
}

const boom = { Boom: { Type: 'Fail', Error: 'Boom', Cause: 'sibling failed' } };
const slowBoom = { Pause: { Type: 'Wait', Seconds: 1, Next: 'Boom' }, ...boom };

/** Each event from the first of a type on, with the one it follows, counted from that first one. */
function chainFrom(type: string, { events }: Ended): string[] {
  const first = events.find((event) => event.type === type)?.id ?? 0;
  return events
    .filter(({ id }) => id >= first)
    .map((event) => `${event.type} ${event.previousEventId - first}`);
}

async function failingLambda(): Promise<Bench> {
  return Bench.open({
    work: () => {
      throw new LambdaInvocationError({ errorType: 'Lost', errorMessage: '' });
    },
  });
}

describe('a Task whose failure ends its branch', () => {
  it('is recorded as aborted beside its failure, in a Parallel', async () => {
    const bench = await failingLambda();
    const ended = await bench.run(machine({ Type: 'Parallel', Branches: [branch({ T: task() })] }));
    expect(chainFrom('LambdaFunctionFailed', ended)).toEqual([
      'LambdaFunctionFailed -1',
      'TaskStateAborted 0',
      'ParallelStateFailed 0',
      'ParallelStateExited 2',
      'PassStateEntered 3',
      'PassStateExited 4',
      'ExecutionSucceeded 5',
    ]);
  });

  it('is recorded so in a Map, before its iteration failed', async () => {
    const bench = await failingLambda();
    const caught = await bench.run(
      machine({ Type: 'Map', Items: [1], ItemProcessor: branch({ T: task() }) }),
    );
    expect(chainFrom('LambdaFunctionFailed', caught).slice(0, 5)).toEqual([
      'LambdaFunctionFailed -1',
      'TaskStateAborted 0',
      'MapIterationFailed 0',
      'MapStateFailed 0',
      'MapStateExited 3',
    ]);
  });

  it('is not, when it is caught within the branch', async () => {
    const bench = await failingLambda();
    const states = {
      T: task({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'R' }] }),
      R: pass('recovered'),
    };
    const ended = await bench.run(machine({ Type: 'Parallel', Branches: [branch(states)], End: true }));
    expect(ended.types).not.toContain('TaskStateAborted');
    expect(ended.types).toContain('ParallelStateSucceeded');
  });
});

describe('what a failure cuts', () => {
  it('is recorded beside the failure, before the Parallel fails', async () => {
    const bench = await Bench.open();
    const ended = await bench.run(
      machine({
        Type: 'Parallel',
        Branches: [branch(slowBoom), branch({ Long: { Type: 'Wait', Seconds: 20, End: true } })],
      }),
    );
    expect(chainFrom('FailStateEntered', ended).slice(0, 4)).toEqual([
      'FailStateEntered -1',
      'WaitStateAborted 0',
      'ParallelStateFailed 0',
      'ParallelStateExited 2',
    ]);
  });

  it('is recorded for each iteration with its state, before the failing one and its Map', async () => {
    const bench = await Bench.open();
    const states = {
      Route: {
        Type: 'Choice',
        Choices: [{ Condition: "{% $states.input = 'fail' %}", Next: 'Pause' }],
        Default: 'Long',
      },
      ...slowBoom,
      Long: { Type: 'Wait', Seconds: 20, End: true },
    };
    const ended = await bench.run(
      machine({ Type: 'Map', Items: ['wait', 'fail'], ItemProcessor: branch(states) }),
    );
    expect(chainFrom('FailStateEntered', ended).slice(0, 6)).toEqual([
      'FailStateEntered -1',
      'MapIterationAborted 0',
      'WaitStateAborted 0',
      'MapIterationFailed 0',
      'MapStateFailed 0',
      'MapStateExited 4',
    ]);
  });

  it('is not recorded for an iteration whose input was not made yet', async () => {
    const bench = await Bench.open();
    const ended = await bench.run(
      machine({
        Type: 'Map',
        Items: [{}, { to: 1 }],
        ItemSelector: '{% $states.context.Map.Item.Value.to %}',
        ItemProcessor: branch({ A: pass(1) }),
      }),
    );
    const [started, failed] = ['MapIterationStarted', 'MapIterationFailed'].map(
      (type) => ended.types.filter((each) => each === type).length,
    );
    const over = ended.types.filter((type) => /^MapIteration(Succeeded|Aborted)$/.test(type)).length;
    expect({ started, failed }).toEqual({ started: over, failed: 0 });
    expect(ended.types).toContain('MapStateFailed');
  });

  it('tells an execution that a Task waited for who gave it up', async () => {
    const bench = await Bench.open();
    const child = await bench.define({ W: { Type: 'Wait', Seconds: 600, End: true } }, {}, 'child');
    const nested = {
      Type: 'Task',
      Resource: 'arn:aws-cn:states:::states:startExecution.sync:2',
      Arguments: { StateMachineArn: child },
      End: true,
    };
    const ended = await bench.run(
      machine({ Type: 'Parallel', Branches: [branch(slowBoom), branch({ Nest: nested })] }),
    );
    expect(ended.status).toBe('SUCCEEDED');
    const [execution] = (await bench.engine.listExecutions({ stateMachineArn: child })).executions;
    const described = await bench.engine.describeExecution({ executionArn: execution?.executionArn ?? '' });
    expect(described).toMatchObject({
      status: 'ABORTED',
      cause: expect.stringContaining('which was managing this resource was aborted'),
    });
  });
});

describe('a retried Parallel', () => {
  it('starts again without having failed, and fails when its retries are used up', async () => {
    const bench = await Bench.open();
    const retry = [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1, IntervalSeconds: 1 }];
    const ended = await bench.run({
      P: { Type: 'Parallel', Branches: [branch(boom)], Retry: retry, End: true },
    });
    expect(chainFrom('ParallelStateStarted', ended)).toEqual([
      'ParallelStateStarted -1',
      'FailStateEntered 0',
      'ParallelStateStarted 1',
      'FailStateEntered 2',
      'ParallelStateFailed 3',
      'ExecutionFailed 4',
    ]);
  });
});

describe("a Catcher's own failure", () => {
  it('fails the state once more, following what went before its first failure', async () => {
    const bench = await Bench.open();
    const failing = [
      { ErrorEquals: ['Other'], Next: 'Handled' },
      { ErrorEquals: ['States.ALL'], Output: { v: '{% $states.input.missing %}' }, Next: 'Handled' },
    ];
    const ended = await bench.run(machine({ Type: 'Parallel', Branches: [branch(boom)], Catch: failing }));
    expect(chainFrom('FailStateEntered', ended)).toEqual([
      'FailStateEntered -1',
      'ParallelStateFailed 0',
      'EvaluationFailed 0',
      'ParallelStateFailed 2',
      'ExecutionFailed 3',
    ]);
    expect(ended.error).toBe('States.QueryEvaluationError');
  });
});

describe('States.Runtime in an iteration', () => {
  const nowhere = {
    C: { Type: 'Choice', Choices: [{ Condition: '{% $states.input > 2 %}', Next: 'S' }] },
    S: { Type: 'Succeed' },
  };
  const map = { Type: 'Map', Items: [1, 3], MaxConcurrency: 1, ItemProcessor: branch(nowhere) };

  it('ends the execution there and then', async () => {
    const bench = await Bench.open();
    const ended = await bench.run(machine(map));
    expect(ended.error).toBe('States.Runtime');
    expect(chainFrom('ChoiceStateEntered', ended)).toEqual(['ChoiceStateEntered -1', 'ExecutionFailed 0']);
  });

  it('counts as a failure of a Map that says how many it tolerates, without an event of its own', async () => {
    const bench = await Bench.open();
    const exceeded = await bench.run(machine({ ...map, ToleratedFailureCount: 0 }));
    expect(exceeded.output).toBe(1);
    expect(exceeded.types).toContain('MapStateFailed');
    expect(exceeded.types).not.toContain('MapIterationFailed');
    const tolerated = await bench.run(machine({ ...map, ToleratedFailureCount: 1 }));
    expect(tolerated.types).toContain('MapStateSucceeded');
  });
});

describe('a Map that says it tolerates none', () => {
  it('fails for having tolerated too much, not with the failure itself', async () => {
    const bench = await Bench.open();
    const map = { Type: 'Map', Items: [1], ItemProcessor: branch(boom), End: true };
    expect((await bench.run({ M: map })).error).toBe('Boom');
    const none = await bench.run({ M: { ...map, ToleratedFailurePercentage: 0 } });
    expect(none.error).toBe('States.ExceedToleratedFailureThreshold');
  });
});
