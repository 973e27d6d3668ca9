import { describe, expect, it } from 'vitest';
import { Bench, MACHINE, START, detailsOf, pass, task, tokenOf } from './engine-fixture.ts';

const CHILD = MACHINE.replace(/machine$/, 'child');

function startExecution(suffix: string, more: object = {}, end: object = { End: true }): object {
  return task({
    Resource: `arn:aws-cn:states:::states:startExecution${suffix}`,
    Arguments: { StateMachineArn: CHILD, Input: { n: '{% $states.input %}' }, ...more },
    ...end,
  });
}

describe('sns:publish', () => {
  it('publishes a Message that is no string as its JSON text', async () => {
    const published: unknown[] = [];
    const bench = await Bench.open({
      integrations: {
        snsPublish: async (parameters) => {
          published.push(parameters);
          return { MessageId: 'm-1' };
        },
      },
    });
    const ended = await bench.run({
      T: task({
        Resource: 'arn:aws-cn:states:::sns:publish',
        Arguments: { TopicArn: 'arn:topic', Message: { level: 1 } },
        Output: '{% $states.result.MessageId %}',
      }),
    });
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: 'm-1' });
    expect(published).toEqual([{ TopicArn: 'arn:topic', Message: '{"level":1}' }]);
    expect(detailsOf(ended, 'TaskScheduled')).toMatchObject({ resource: 'publish', resourceType: 'sns' });
  });

  it('fails for good where the engine has nothing to publish with', async () => {
    const bench = await Bench.open();
    const ended = await bench.run({
      T: task({
        Resource: 'arn:aws-cn:states:::sns:publish',
        Retry: [{ ErrorEquals: ['States.ALL'] }],
        Catch: [{ ErrorEquals: ['States.Runtime'], Next: 'S' }],
      }),
      S: { Type: 'Succeed' },
    });
    expect(ended).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(ended.cause).toContain('snsPublish');
  });
});

describe('dynamodb', () => {
  it('calls the action and reports its errors under their names', async () => {
    const bench = await Bench.open({
      integrations: {
        dynamodb: async (action) => {
          if (action === 'GetItem') return { Item: { status: { S: 'OPEN' } } };
          throw Object.assign(new Error('The conditional request failed'), {
            name: 'ConditionalCheckFailedException',
          });
        },
      },
    });
    const ended = await bench.run({
      G: task({
        Resource: 'arn:aws-cn:states:::dynamodb:getItem',
        Arguments: { TableName: 't', Key: { id: { S: 'MP1' } } },
        Assign: { status: '{% $states.result.Item.status.S %}' },
        Next: 'P',
      }),
      P: task({
        Resource: 'arn:aws-cn:states:::dynamodb:putItem',
        Arguments: {},
        Catch: [{ ErrorEquals: ['DynamoDB.ConditionalCheckFailedException'], Next: 'S' }],
      }),
      S: pass('{% $status %}'),
    });
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: 'OPEN' });
  });
});

describe('states:startExecution', () => {
  it('does not wait for the execution unless told to', async () => {
    const bench = await Bench.open();
    await bench.define({ W: { Type: 'Wait', Seconds: 60, End: true } }, {}, 'child');
    await bench.define({ T: startExecution('') });
    const arn = await bench.start(1);
    await bench.advance(0);
    const { output } = await bench.ended(arn);
    const { ExecutionArn: childArn } = output as { ExecutionArn: string };
    expect(await bench.ended(childArn)).toMatchObject({ status: 'RUNNING' });
  });

  it.each([
    ['.sync', '{"n":1}'],
    ['.sync:2', { n: 1 }],
  ])('%s waits for it and gives its output', async (suffix, output) => {
    const bench = await Bench.open();
    await bench.define({ W: { Type: 'Wait', Seconds: 60, End: true } }, {}, 'child');
    const ended = await bench.run({ T: startExecution(suffix) }, 1);
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: { Status: 'SUCCEEDED', Output: output } });
    expect(ended.events.at(-1)?.timestamp).toEqual(new Date(START + 60_000));
    expect(ended.types.slice(2, -2)).toEqual([
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
    ]);
  });

  it('.sync fails with States.TaskFailed when the execution fails', async () => {
    const bench = await Bench.open();
    await bench.define({ F: { Type: 'Fail', Error: 'Lost' } }, {}, 'child');
    const ended = await bench.run({ T: startExecution('.sync') }, 1);
    expect(ended).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed' });
    expect(JSON.parse(ended.cause ?? '')).toMatchObject({ Status: 'FAILED', Error: 'Lost' });
  });

  it.each([
    ['its own execution is stopped', {}, 'ABORTED'],
    ['it times out', { TimeoutSeconds: 30 }, 'FAILED'],
  ])('.sync stops the execution when %s', async (_when, limits, status) => {
    const bench = await Bench.open();
    const child = await bench.define({ W: { Type: 'Wait', Seconds: 60, End: true } }, {}, 'child');
    await bench.define({ T: startExecution('.sync', {}, { End: true, ...limits }) });
    const executionArn = await bench.start(1);
    await bench.advance(30);
    await bench.engine.stopExecution({ executionArn });
    expect(await bench.ended(executionArn)).toMatchObject({ status });
    const { executions } = await bench.engine.listExecutions({ stateMachineArn: child });
    expect(executions).toMatchObject([{ status: 'ABORTED' }]);
  });

  it('.waitForTaskToken waits for the token that the execution was given', async () => {
    const bench = await Bench.open();
    await bench.define({ T: task({ Arguments: '{% $states.input %}' }) }, {}, 'child');
    await bench.define({
      T: startExecution('.waitForTaskToken', { Input: { token: '{% $states.context.Task.Token %}' } }),
    });
    const arn = await bench.start();
    await bench.advance(0);
    const taskToken = tokenOf(bench);
    await bench.engine.sendTaskSuccess({ taskToken, output: '7' });
    await bench.engine.settle();
    expect(await bench.ended(arn)).toMatchObject({ status: 'SUCCEEDED', output: 7 });
  });

  it('fails when there is no such machine, or the name is taken', async () => {
    const bench = await Bench.open();
    const missing = await bench.run({ T: startExecution('.sync') });
    expect(missing).toMatchObject({
      status: 'FAILED',
      error: 'StepFunctions.StateMachineDoesNotExistException',
    });
    expect(missing.types).toContain('TaskSubmitFailed');
    await bench.define({ S: { Type: 'Succeed' } }, {}, 'child');
    const twice = startExecution('', { Name: 'once' }, { Next: 'U' });
    const taken = await bench.run({ T: twice, U: startExecution('', { Name: 'once' }) });
    expect(taken).toMatchObject({ status: 'FAILED', error: 'StepFunctions.ExecutionAlreadyExistsException' });
  });
});
