import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  RedriveExecutionCommand,
  SFNClient,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  StopExecutionCommand,
  TagResourceCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Bench, MACHINE, START, callback, tokenOf } from './engine-fixture.ts';

const EXECUTION = `${MACHINE.replace(':stateMachine:', ':execution:')}:none`;

let bench: Bench;
let client: SFNClient;
let stop = (): void => undefined;

/** Serves an engine as its caller does: the engine itself opens no port. */
beforeEach(async () => {
  bench = await Bench.open();
  await bench.define({ T: callback({ HeartbeatSeconds: 300, TimeoutSeconds: 600 }) });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const target = String(request.headers['x-amz-target']);
    const { status, headers, body: answered } = await bench.engine.handleRequest({ target, body });
    response.writeHead(status, headers).end(answered);
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  client = new SFNClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'cn-north-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  stop = () => {
    client.destroy();
    server.close();
  };
});

afterEach(() => stop());

async function start(name: string): Promise<string> {
  const command = new StartExecutionCommand({ stateMachineArn: MACHINE, name, input: '{"caseId":"MP1"}' });
  const { executionArn = '' } = await client.send(command);
  await bench.engine.settle();
  return executionArn;
}

describe("the SDK's client", () => {
  it('starts an execution, answers its token and reads what came of it', async () => {
    const started = await client.send(
      new StartExecutionCommand({ stateMachineArn: MACHINE, name: 'MP1-g0' }),
    );
    expect(started.startDate).toEqual(new Date(START));
    await bench.engine.settle();
    await client.send(new SendTaskHeartbeatCommand({ taskToken: tokenOf(bench) }));
    await client.send(new SendTaskSuccessCommand({ taskToken: tokenOf(bench), output: '"ok"' }));
    await bench.engine.settle();
    const { executionArn } = started;
    const description = await client.send(new DescribeExecutionCommand({ executionArn }));
    expect(description).toMatchObject({
      executionArn,
      stateMachineArn: MACHINE,
      name: 'MP1-g0',
      status: 'SUCCEEDED',
      startDate: new Date(START),
      stopDate: new Date(START),
      input: '{}',
      output: '"ok"',
      redriveCount: 0,
    });
    const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    expect(events[2]).toMatchObject({
      id: 3,
      previousEventId: 2,
      timestamp: new Date(START),
      taskScheduledEventDetails: { resourceType: 'lambda', timeoutInSeconds: 600, heartbeatInSeconds: 300 },
    });
  });

  it('pages through a history, from either end', async () => {
    const executionArn = await start('MP1');
    const first = await client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 3 }));
    const { nextToken } = first;
    const rest = await client.send(new GetExecutionHistoryCommand({ executionArn, nextToken }));
    expect([...(first.events ?? []), ...(rest.events ?? [])].map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
    const last = await client.send(
      new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 1 }),
    );
    expect(last.events).toMatchObject([{ id: 5 }]);
  });

  it('stops and redrives an execution, and finds it in the list', async () => {
    const executionArn = await start('MP1');
    await client.send(new StopExecutionCommand({ executionArn, error: 'Manual', cause: 'found' }));
    const stopped = await client.send(new DescribeExecutionCommand({ executionArn }));
    expect(stopped).toMatchObject({
      status: 'ABORTED',
      error: 'Manual',
      cause: 'found',
      redriveStatus: 'REDRIVABLE',
    });
    const list = new ListExecutionsCommand({ stateMachineArn: MACHINE, statusFilter: 'ABORTED' });
    expect((await client.send(list)).executions).toMatchObject([{ executionArn, status: 'ABORTED' }]);
    await client.send(new RedriveExecutionCommand({ executionArn }));
    expect((await client.send(list)).executions).toEqual([]);
    await bench.engine.settle();
    await client.send(new SendTaskFailureCommand({ taskToken: tokenOf(bench), error: 'Lost' }));
    await bench.engine.settle();
    const redriven = await client.send(new DescribeExecutionCommand({ executionArn }));
    expect(redriven).toMatchObject({
      status: 'FAILED',
      error: 'Lost',
      redriveCount: 1,
      redriveDate: new Date(START),
    });
  });

  it('describes and lists state machines', async () => {
    const { stateMachines } = await client.send(new ListStateMachinesCommand({}));
    expect(stateMachines).toMatchObject([{ stateMachineArn: MACHINE, name: 'machine', type: 'STANDARD' }]);
    const described = await client.send(new DescribeStateMachineCommand({ stateMachineArn: MACHINE }));
    expect(described).toMatchObject({ status: 'ACTIVE', creationDate: new Date(START) });
    expect(JSON.parse(described.definition ?? '')).toMatchObject({ StartAt: 'T' });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['ExecutionDoesNotExist', () => client.send(new DescribeExecutionCommand({ executionArn: EXECUTION }))],
    ['InvalidArn', () => client.send(new DescribeExecutionCommand({ executionArn: MACHINE }))],
    ['InvalidArn', () => client.send(new StartExecutionCommand({ stateMachineArn: 'arn:none' }))],
    [
      'StateMachineDoesNotExist',
      () => client.send(new StartExecutionCommand({ stateMachineArn: `${MACHINE}2` })),
    ],
    ['InvalidToken', () => client.send(new SendTaskSuccessCommand({ taskToken: 'x', output: '1' }))],
    ['InvalidOutput', () => client.send(new SendTaskSuccessCommand({ taskToken: 'x', output: '{' }))],
    [
      'InvalidExecutionInput',
      () => client.send(new StartExecutionCommand({ stateMachineArn: MACHINE, input: '{' })),
    ],
    ['ValidationException', () => client.send(new ListStateMachinesCommand({ maxResults: 1001 }))],
    ['ValidationException', () => client.send(new DescribeExecutionCommand({ executionArn: undefined }))],
    [
      'UnknownOperationException',
      () => client.send(new TagResourceCommand({ resourceArn: MACHINE, tags: [] })),
    ],
  ])('is told %s by that name', async (name, send) => {
    await expect(send()).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
  });

  it('is told that an execution exists already, and that a task has ended', async () => {
    await start('MP1');
    const again = new StartExecutionCommand({
      stateMachineArn: MACHINE,
      name: 'MP1',
      input: '{"caseId":"MP2"}',
    });
    await expect(client.send(again)).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    await bench.advance(600);
    const late = new SendTaskSuccessCommand({ taskToken: tokenOf(bench), output: '1' });
    await expect(client.send(late)).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });
});

describe('handleRequest', () => {
  it('answers instants as seconds since the epoch', async () => {
    const answer = await bench.engine.handleRequest({
      target: 'AWSStepFunctions.DescribeStateMachine',
      body: JSON.stringify({ stateMachineArn: MACHINE }),
    });
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' } });
    expect(JSON.parse(answer.body)).toMatchObject({ creationDate: START / 1000 });
  });

  it.each(['{', '[]', 'null'])('refuses %s as a body', async (body) => {
    const answer = await bench.engine.handleRequest({ target: 'AWSStepFunctions.StartExecution', body });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ __type: 'SerializationException' });
  });
});
