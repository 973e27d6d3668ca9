import { LambdaInvocationError } from '@border815/engine';
import { describe, expect, it } from 'vitest';
import { Bench, FUNCTION, START, callback, detailsOf, pass, task, tokenOf } from './engine-fixture.ts';

/** Fails as often as it is told to before it answers. */
function failing(times: number, errorType = 'Busy'): () => unknown {
  let left = times;
  return () => {
    if (left === 0) return { done: true };
    left -= 1;
    throw new LambdaInvocationError({ errorType, errorMessage: 'not now', trace: ['at work'] });
  };
}

describe('a Task that calls a function by its ARN', () => {
  it('calls it with the Arguments and gives its answer', async () => {
    const bench = await Bench.open({ work: ({ n }) => ({ twice: Number(n) * 2 }) });
    const ended = await bench.run(
      {
        T: task({ Arguments: { n: '{% $states.input.n %}' }, Output: '{% $states.result.twice %}' }),
      },
      { n: 21 },
    );
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: 42 });
    expect(bench.calls).toMatchObject([{ functionArn: FUNCTION, payload: { n: 21 }, stateName: 'T' }]);
    expect(ended.types.slice(1, -1)).toEqual([
      'TaskStateEntered',
      'LambdaFunctionScheduled',
      'LambdaFunctionStarted',
      'LambdaFunctionSucceeded',
      'TaskStateExited',
    ]);
    expect(detailsOf(ended, 'LambdaFunctionScheduled')).toMatchObject({
      resource: FUNCTION,
      input: '{"n":21}',
    });
  });

  it("fails with the function's own error, which nothing but its cause says more of", async () => {
    const bench = await Bench.open({ work: failing(1) });
    const ended = await bench.run({ T: task() });
    expect(ended).toMatchObject({ status: 'FAILED', error: 'Busy' });
    expect(JSON.parse(ended.cause ?? '')).toEqual({
      errorType: 'Busy',
      errorMessage: 'not now',
      trace: ['at work'],
    });
    expect(ended.types.slice(-2)).toEqual(['LambdaFunctionFailed', 'ExecutionFailed']);
  });
});

describe('lambda:invoke', () => {
  it("gives Lambda's answer with the function's as its Payload, and completes a bare name to an ARN", async () => {
    const bench = await Bench.open({ work: () => ({ ok: 1 }) });
    const ended = await bench.run({
      T: task({
        Resource: 'arn:aws-cn:states:::lambda:invoke',
        Arguments: { FunctionName: 'work', Payload: { a: 1 } },
      }),
    });
    expect(ended.output).toMatchObject({ Payload: { ok: 1 }, StatusCode: 200, ExecutedVersion: '$LATEST' });
    expect(bench.calls[0]).toMatchObject({ functionArn: FUNCTION, payload: { a: 1 } });
    expect(detailsOf(ended, 'TaskScheduled')).toEqual({
      resource: 'invoke',
      resourceType: 'lambda',
      region: 'cn-north-1',
      parameters: '{"FunctionName":"work","Payload":{"a":1}}',
    });
  });

  it('reports a call that failed under the name of the service', async () => {
    const missing = Object.assign(new Error('no such function'), { name: 'ResourceNotFoundException' });
    const bench = await Bench.open({ integrations: { invokeLambda: () => Promise.reject(missing) } });
    const ended = await bench.run({
      T: task({ Resource: 'arn:aws-cn:states:::lambda:invoke', Arguments: { FunctionName: 'work' } }),
    });
    expect(ended).toMatchObject({ status: 'FAILED', error: 'Lambda.ResourceNotFoundException' });
    expect(ended.cause).toContain('no such function');
  });
});

describe('Retry', () => {
  it('waits longer each time, up to MaxDelaySeconds', async () => {
    const bench = await Bench.open({ work: failing(4) });
    const retry = {
      ErrorEquals: ['Busy'],
      IntervalSeconds: 10,
      BackoffRate: 3,
      MaxAttempts: 4,
      MaxDelaySeconds: 60,
    };
    const ended = await bench.run({ T: task({ Retry: [retry] }) });
    expect(ended.status).toBe('SUCCEEDED');
    const scheduled = ended.events.filter(({ type }) => type === 'LambdaFunctionScheduled');
    const seconds = scheduled.map(({ timestamp }) => (timestamp.getTime() - START) / 1000);
    expect(seconds).toEqual([0, 10, 40, 100, 160]);
  });

  it('retries three times after 1, 2 and 4 seconds unless told otherwise, and then fails', async () => {
    const bench = await Bench.open({ work: failing(9) });
    const ended = await bench.run({ T: task({ Retry: [{ ErrorEquals: ['States.ALL'] }] }) });
    expect(ended).toMatchObject({ status: 'FAILED', error: 'Busy' });
    expect(bench.calls).toHaveLength(4);
    expect(ended.events.at(-1)?.timestamp).toEqual(new Date(START + 7000));
  });

  it('spreads its delays with full jitter', async () => {
    const bench = await Bench.open({ work: failing(1), random: () => 0.5 });
    const retry = { ErrorEquals: ['Busy'], IntervalSeconds: 60, JitterStrategy: 'FULL' };
    const ended = await bench.run({ T: task({ Retry: [retry] }) });
    expect(ended.events.at(-1)?.timestamp).toEqual(new Date(START + 30_000));
  });

  it('counts each Retrier by itself and tells the context how often all were used', async () => {
    const errors = ['A', 'B', 'A', 'B'];
    const bench = await Bench.open({
      work: () => {
        const errorType = errors.shift();
        if (errorType !== undefined) throw new LambdaInvocationError({ errorType, errorMessage: '' });
        return null;
      },
    });
    const ended = await bench.run({
      T: task({
        Arguments: { retries: '{% $states.context.State.RetryCount %}' },
        Retry: [
          { ErrorEquals: ['A'], MaxAttempts: 2 },
          { ErrorEquals: ['B'], MaxAttempts: 2 },
        ],
      }),
    });
    expect(ended.status).toBe('SUCCEEDED');
    expect(bench.calls.map(({ payload }) => payload)).toEqual(
      [0, 1, 2, 3, 4].map((retries) => ({ retries })),
    );
  });

  it('does not retry what MaxAttempts 0 excepts', async () => {
    const bench = await Bench.open({ work: failing(1) });
    const ended = await bench.run({
      T: task({ Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 0 }, { ErrorEquals: ['States.ALL'] }] }),
    });
    expect(ended.status).toBe('FAILED');
    expect(bench.calls).toHaveLength(1);
  });
});

describe('Catch', () => {
  it('goes on with the error as its output, and can keep it in a variable', async () => {
    const bench = await Bench.open({ work: failing(1) });
    const ended = await bench.run({
      T: task({
        Catch: [
          { ErrorEquals: ['Other'], Next: 'Wrong' },
          {
            ErrorEquals: ['States.TaskFailed'],
            Assign: { name: '{% $states.errorOutput.Error %}' },
            Next: 'Right',
          },
        ],
      }),
      Wrong: { Type: 'Fail' },
      Right: pass({ name: '{% $name %}', input: '{% $states.input.Error %}' }),
    });
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: { name: 'Busy', input: 'Busy' } });
    expect(ended.types.slice(4, 6)).toEqual(['LambdaFunctionFailed', 'TaskStateExited']);
  });

  it('catches what cannot be evaluated', async () => {
    const bench = await Bench.open();
    const ended = await bench.run({
      T: task({
        Arguments: '{% $states.input.missing %}',
        Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Output: 'caught', Next: 'S' }],
      }),
      S: { Type: 'Succeed' },
    });
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: 'caught' });
    expect(ended.types.slice(1, 4)).toEqual(['TaskStateEntered', 'EvaluationFailed', 'TaskStateExited']);
    expect(bench.calls).toEqual([]);
  });

  it('does not catch the failure of its own Output', async () => {
    const bench = await Bench.open({ work: failing(1) });
    const ended = await bench.run({
      T: task({ Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.input.missing %}', Next: 'S' }] }),
      S: { Type: 'Succeed' },
    });
    expect(ended).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    expect(detailsOf(ended, 'EvaluationFailed')['location']).toBe('Catch[0]/Output');
  });
});

describe('TimeoutSeconds', () => {
  const never = (): Promise<unknown> => new Promise(() => undefined);

  it('fails a task that takes longer, whatever its function answers afterwards', async () => {
    let answer = (): void => undefined;
    const bench = await Bench.open({
      work: () =>
        new Promise((resolve) => {
          answer = () => resolve({ late: true });
        }),
    });
    await bench.define({ T: task({ TimeoutSeconds: '{% $states.input.limit %}', End: true }) });
    const arn = await bench.start({ limit: 5 });
    // The call is in flight, so the engine does not settle: the clock is turned without waiting for it.
    await bench.clock.advance(6000, () => new Promise((resolve) => setImmediate(resolve)));
    answer();
    await bench.engine.settle();
    const ended = await bench.ended(arn);
    expect(ended).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(ended.types.slice(-2)).toEqual(['LambdaFunctionTimedOut', 'ExecutionFailed']);
  });

  it('is not matched by States.TaskFailed, but by States.ALL', async () => {
    const bench = await Bench.open({ work: never });
    await bench.define({
      T: task({
        TimeoutSeconds: 5,
        Retry: [{ ErrorEquals: ['States.TaskFailed'] }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'S' }],
        Next: 'S',
      }),
      S: { Type: 'Succeed' },
    });
    const arn = await bench.start();
    await bench.clock.advance(6000, () => new Promise((resolve) => setImmediate(resolve)));
    expect(await bench.ended(arn)).toMatchObject({
      status: 'SUCCEEDED',
      output: { Error: 'States.Timeout' },
    });
    expect(bench.calls).toHaveLength(1);
  });
});

describe('a Task that waits for its token', () => {
  it('ends with the output that the token is answered with', async () => {
    const bench = await Bench.open();
    await bench.define({ T: callback() });
    const arn = await bench.start();
    await bench.advance(3600);
    await bench.engine.sendTaskSuccess({ taskToken: tokenOf(bench), output: '{"by":"Qianqing"}' });
    await bench.engine.settle();
    const ended = await bench.ended(arn);
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: { by: 'Qianqing' } });
    expect(ended.types.slice(2, -2)).toEqual([
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
    ]);
    expect(ended.events.at(-1)?.timestamp).toEqual(new Date(START + 3_600_000));
  });

  it('fails with the error that the token is answered with', async () => {
    const bench = await Bench.open();
    await bench.define({ T: callback() });
    const arn = await bench.start();
    await bench.advance(0);
    await bench.engine.sendTaskFailure({ taskToken: tokenOf(bench), error: 'Withdrawn', cause: 'found' });
    await bench.engine.settle();
    expect(await bench.ended(arn)).toMatchObject({ status: 'FAILED', error: 'Withdrawn', cause: 'found' });
  });

  it('takes an answer that comes before the call itself was answered', async () => {
    const bench: Bench = await Bench.open({
      work: async () => {
        await bench.engine.sendTaskSuccess({ taskToken: tokenOf(bench), output: '"early"' });
        return 'late';
      },
    });
    const ended = await bench.run({ T: callback() });
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: 'early' });
    expect(ended.types.slice(4, 6)).toEqual(['TaskSubmitted', 'TaskSucceeded']);
  });

  it('times out, and then the token is closed', async () => {
    const bench = await Bench.open();
    await bench.define({ T: callback({ TimeoutSeconds: 300 }) });
    const arn = await bench.start();
    await bench.advance(299);
    expect(await bench.ended(arn)).toMatchObject({ status: 'RUNNING' });
    await bench.advance(1);
    const ended = await bench.ended(arn);
    expect(ended).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(detailsOf(ended, 'TaskTimedOut')).toMatchObject({
      error: 'States.Timeout',
      resource: 'invoke.waitForTaskToken',
    });
    await expect(
      bench.engine.sendTaskSuccess({ taskToken: tokenOf(bench), output: '1' }),
    ).rejects.toMatchObject({
      type: 'TaskTimedOut',
    });
  });

  it('gets a new token with each retry', async () => {
    const bench = await Bench.open();
    await bench.define({
      T: callback({ TimeoutSeconds: 60, Retry: [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 1 }] }),
    });
    const arn = await bench.start();
    await bench.advance(0);
    const first = tokenOf(bench);
    await bench.advance(61);
    const second = tokenOf(bench);
    expect(second).not.toBe(first);
    await expect(bench.engine.sendTaskSuccess({ taskToken: first, output: '1' })).rejects.toMatchObject({
      type: 'TaskTimedOut',
    });
    await bench.engine.sendTaskSuccess({ taskToken: second, output: '2' });
    await bench.engine.settle();
    expect(await bench.ended(arn)).toMatchObject({ status: 'SUCCEEDED', output: 2 });
  });

  it('counts an answer once', async () => {
    const bench = await Bench.open();
    await bench.define({
      T: callback({ Next: 'W' }),
      W: { Type: 'Wait', Seconds: 60, End: true },
    });
    await bench.start();
    await bench.advance(0);
    const answer = (): Promise<void> =>
      bench.engine.sendTaskSuccess({ taskToken: tokenOf(bench), output: '1' });
    await answer();
    await expect(answer()).rejects.toMatchObject({ type: 'TaskTimedOut' });
  });

  it('goes on as long as heartbeats come in time', async () => {
    const bench = await Bench.open();
    await bench.define({
      T: callback({ HeartbeatSeconds: 60, Catch: [{ ErrorEquals: ['States.HeartbeatTimeout'], Next: 'S' }] }),
      S: { Type: 'Succeed' },
    });
    const arn = await bench.start();
    for (let beat = 0; beat < 5; beat += 1) {
      await bench.advance(50);
      await bench.engine.sendTaskHeartbeat({ taskToken: tokenOf(bench) });
    }
    await bench.advance(59);
    expect(await bench.ended(arn)).toMatchObject({ status: 'RUNNING' });
    await bench.advance(1);
    const ended = await bench.ended(arn);
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: { Error: 'States.Timeout' } });
    expect(detailsOf(ended, 'TaskScheduled')).toMatchObject({ heartbeatInSeconds: 60 });
  });

  it('refuses a token that nobody made', async () => {
    const bench = await Bench.open();
    await expect(bench.engine.sendTaskHeartbeat({ taskToken: 'abc' })).rejects.toMatchObject({
      type: 'InvalidToken',
    });
    const forged = Buffer.from('["arn:none",0,"guess"]').toString('base64url');
    await expect(bench.engine.sendTaskHeartbeat({ taskToken: forged })).rejects.toMatchObject({
      type: 'TaskDoesNotExist',
    });
  });

  it('refuses an output that is not JSON, and stays open', async () => {
    const bench = await Bench.open();
    await bench.define({ T: callback() });
    await bench.start();
    await bench.advance(0);
    await expect(
      bench.engine.sendTaskSuccess({ taskToken: tokenOf(bench), output: '{' }),
    ).rejects.toMatchObject({
      type: 'InvalidOutput',
    });
    await bench.engine.sendTaskSuccess({ taskToken: tokenOf(bench), output: '{}' });
  });
});
