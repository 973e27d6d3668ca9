import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, inject, it, onTestFinished } from 'vitest';

import { DeadLetterQueue } from '#cli/redrive/dead-letter-queue.ts';
import { redrive, type RedriveOptions } from '#cli/redrive/redrive.ts';
import { SqsDeadLetters } from '#functions/process/dead-letters.ts';
import { startProcessEffect } from '#functions/process/process-machine.ts';
import { registerWait } from '#functions/process/register-wait.ts';
import { sweep } from '#functions/process/sweep.ts';
import { openLoopbackServer } from '#local/server/loopback-server.ts';
import { Queues } from '#local/sqs/queues.ts';
import { answerSqs } from '#local/sqs/sqs-endpoint.ts';
import { createSystemClock } from '#local/system/system-clock.ts';
import { TemplateGraph } from '#local/template/template-graph.ts';
import { templateSchema } from '#local/template/template.ts';
import { anyCaseSchema, casePartition, type AnyCase } from '#platform/case/case.ts';
import { runCaseCommand } from '#platform/case/case-command.ts';
import { outboxRowSchema, type Effect } from '#platform/outbox/effect.ts';
import { DynamoDbItemStore } from '#platform/store/dynamodb-item-store.ts';
import { queryAll, type ItemStore, type Write } from '#platform/store/item-store.ts';
import { RememberedExecutions } from '#test/functions/process/remembered-executions.ts';
import { openBareCase } from '#test/support/cases.ts';
import { testTable } from '#test/support/dynamodb.ts';
import { exampleDeployment, TurnedClock } from '#test/support/platform.ts';
import { RelayingStore } from '#test/support/relaying-store.ts';

import { runCommandHere } from './run-command-here.ts';
import { runCommand } from './run-command.ts';

const environment = {
  partition: 'aws-cn',
  region: 'cn-north-1',
  account: '000000000000',
  urlSuffix: 'amazonaws.com.cn',
  apiUrl: 'http://127.0.0.1:1',
};

/** The queue of the one-machine system, asked by the real client. */
async function deadLetterQueue() {
  const server = await openLoopbackServer(0);
  const template = templateSchema.parse({ Resources: { DeadLetters: { Type: 'AWS::SQS::Queue' } } });
  const graph = new TemplateGraph({ Stack: template }, { ...environment, awsUrl: server.url });
  const queues = new Queues(graph, createSystemClock('real'), undefined);
  server.answerBy({
    bodyLimit: 300_000,
    handle: async (request) =>
      answerSqs(String(request.headers['x-amz-target']).split('.')[1] ?? '', request, queues),
    tooLarge: () => ({ status: 413 }),
  });
  onTestFinished(() => server.close());
  const client = new SQSClient({
    endpoint: server.url,
    region: 'cn-north-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const queue = queues.get('DeadLetters');
  return {
    client,
    url: queue.url,
    serverUrl: server.url,
    queue: new DeadLetterQueue(client, queue.url),
    contents: () => queue.messages,
  };
}

/** A store on which somebody else makes the first change a moment before. */
class RacedStore extends RelayingStore {
  #raced = false;

  override async transact(writes: readonly Write[]): Promise<void> {
    if (!this.#raced) {
      this.#raced = true;
      await super.transact(writes);
    }
    await super.transact(writes);
  }
}

/** A system whose state machine service can be made unreachable. */
async function failingSystem() {
  const letters = await deadLetterQueue();
  const { client, tableName, accessKeyId } = await testTable();
  const executions = new RememberedExecutions();
  const system = {
    store: new DynamoDbItemStore(client, tableName) as ItemStore,
    clock: new TurnedClock(),
    deployment: exampleDeployment(),
    executions,
    deadLetters: new SqsDeadLetters(letters.client, letters.url),
    letters,
    tableName,
    /** Where a command of the command line finds all this. */
    env: {
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_ENDPOINT_URL_SQS: letters.serverUrl,
      AWS_ENDPOINT_URL_DYNAMODB: inject('dynamoDbEndpoint'),
    },
  };
  return system;
}

type System = Awaited<ReturnType<typeof failingSystem>>;

function commit(
  system: System,
  caseId: string,
  effects: (state: AnyCase) => Effect[],
  change: Partial<AnyCase> = {},
) {
  return runCaseCommand(system, {
    schema: anyCaseSchema,
    caseId,
    actor: { kind: 'system', process: 'test' },
    action: 'process.test',
    decide: (state) => ({
      next: { ...state, ...change },
      event: { type: 'noted', data: {} },
      effects: effects(state),
      reply: { status: 200, body: {} },
    }),
  });
}

/**
 * Sweeps until the rows have been given up; then the service can be reached again. Quicker than in life, where the
 * sweeper would meanwhile start successors of a process that does not come.
 */
async function untilGivenUp(system: System) {
  system.executions.fault = new Error('unreachable');
  system.clock.turn(31);
  for (let attempt = 0; attempt <= 20; attempt++) await sweep(system);
  system.executions.fault = undefined;
}

async function run(system: System, options: RedriveOptions) {
  const findings: string[] = [];
  for await (const { verdict, done } of redrive(
    { store: system.store, queue: system.letters.queue },
    options,
  ))
    findings.push(`${verdict.kind}${done ? ', done' : ''}`);
  return findings;
}

async function rowsOf(system: System, caseId: string) {
  const rows = await queryAll(system.store, casePartition(caseId), 'OUTBOX#', outboxRowSchema);
  return rows.map(({ body: { status, attempts } }) => `${status} after ${attempts}`);
}

/** The case's process waits, knowing the case as it was at `seenVersion`. */
function wait(system: System, caseId: string, seenVersion: number) {
  return registerWait(
    { ...system, executions: new RememberedExecutions() },
    {
      token: `token-${seenVersion}`,
      executionArn: `arn:aws:states:cn-north-1:000000000000:execution:missing-person:${caseId}.1.1`,
      caseId,
      name: 'process',
      seenVersion,
      dueAt: '2028-01-01T00:00:00.000Z',
    },
  );
}

const start = (state: AnyCase): Effect[] => [startProcessEffect(state)];

describe('an effect that was given up', () => {
  it('is listed, and stays where it is until it is to be put back', async () => {
    const system = await failingSystem();
    const { caseId } = await openBareCase(system);
    await commit(system, caseId, start);
    await untilGivenUp(system);

    expect(await run(system, { apply: false })).toEqual(['due']);
    expect(await run(system, { apply: false })).toEqual(['due']);
    expect(await rowsOf(system, caseId)).toEqual(['deadLettered after 20']);
    expect(system.executions.started).toEqual([]);
  });

  it('is put back once, and the next sweep carries it out', async () => {
    const system = await failingSystem();
    const { caseId } = await openBareCase(system);
    await commit(system, caseId, start);
    await untilGivenUp(system);

    expect(await run(system, { apply: true })).toEqual(['due, done']);
    expect(await rowsOf(system, caseId)).toEqual(['pending after 0']);
    expect(system.letters.contents()).toEqual([]);

    expect(await sweep(system)).toMatchObject({ delivered: 1, failed: 0 });
    expect(system.executions.started.map(({ name }) => name)).toEqual([`${caseId}.1.1`]);
    expect(await run(system, { apply: true })).toEqual([]);
  });

  it('is given up again, with a new message, when its cause was not mended', async () => {
    const system = await failingSystem();
    const { caseId } = await openBareCase(system);
    await commit(system, caseId, start);
    await untilGivenUp(system);
    await run(system, { apply: true });
    await untilGivenUp(system);
    expect(await rowsOf(system, caseId)).toEqual(['deadLettered after 20']);
    expect(system.letters.contents()).toHaveLength(1);
  });

  it('loses only its message when it was put back, or has happened, meanwhile', async () => {
    const system = await failingSystem();
    const { caseId } = await openBareCase(system);
    await commit(system, caseId, start);
    await untilGivenUp(system);
    const [message] = system.letters.contents();
    await run(system, { apply: true });
    const again = () =>
      system.letters.client.send(
        new SendMessageCommand({ QueueUrl: system.letters.url, MessageBody: message?.body }),
      );

    await again();
    expect(await run(system, { apply: true })).toEqual(['pending, done']);
    await sweep(system);
    await again();
    expect(await run(system, { apply: true })).toEqual(['delivered, done']);
    expect(system.letters.contents()).toEqual([]);
    expect(system.executions.started).toHaveLength(1);
  });

  it('loses nothing when the command dies between row and message', async () => {
    const system = await failingSystem();
    const { caseId } = await openBareCase(system);
    await commit(system, caseId, start);
    await untilGivenUp(system);
    const { queue } = system.letters;
    const dying = {
      takeAll: () => queue.takeAll(),
      release: (letter: Parameters<DeadLetterQueue['release']>[0]) => queue.release(letter),
      remove: () => Promise.reject(new Error('died')),
    };
    const attempt = redrive({ store: system.store, queue: dying }, { apply: true });
    await expect(attempt.next()).rejects.toThrow('died');
    expect(await rowsOf(system, caseId)).toEqual(['pending after 0']);
    expect(await run(system, { apply: true })).toEqual(['pending, done']);
  });

  it('is looked at again when somebody else was quicker', async () => {
    const system = await failingSystem();
    const { caseId } = await openBareCase(system);
    await commit(system, caseId, start);
    await untilGivenUp(system);
    system.store = new RacedStore(system.store, () => undefined);
    expect(await run(system, { apply: true })).toEqual(['pending, done']);
    expect(await rowsOf(system, caseId)).toEqual(['pending after 0']);
  });

  it.each([
    ['the case is closed', { status: 'closed' }],
    ['a successor has taken over', { processPart: 2 }],
    ['the case was reopened', { generation: 2 }],
  ] as const)('is void when %s, and stays written down as given up', async (_, change) => {
    const system = await failingSystem();
    const { caseId } = await openBareCase(system);
    await commit(system, caseId, start);
    await untilGivenUp(system);
    await commit(system, caseId, () => [], change);

    expect(await run(system, { apply: true })).toEqual(['void, done']);
    expect(await rowsOf(system, caseId)).toEqual(['deadLettered after 20']);
    expect(system.letters.contents()).toEqual([]);
  });

  it('is never void when it is a notification: a stand-down goes out after the end', async () => {
    const system = await failingSystem();
    const { caseId } = await openBareCase(system);
    const input = { caseId, notificationId: 'N-1', stationId: 'qianqing', part: 1 };
    await commit(
      system,
      caseId,
      () => [{ type: 'startExecution', machine: 'notify', executionName: 'N-1.qianqing.1', input }],
      { status: 'closed' },
    );
    await untilGivenUp(system);
    expect(await run(system, { apply: true })).toEqual(['due, done']);
  });

  it('that wakes is void when nothing waits, and due when something does', async () => {
    const system = await failingSystem();
    const state = await openBareCase(system);
    const { caseId } = state;
    await wait(system, caseId, state.version);
    await commit(system, caseId, ({ version }) => [
      { type: 'wake', caseId, waits: ['*'], version: version + 1 },
    ]);
    await untilGivenUp(system);
    expect(await run(system, { apply: false })).toEqual(['due']);
    await wait(system, caseId, state.version + 1);
    expect(await run(system, { apply: false })).toEqual(['void']);
  });

  it('is found by its case when its message has left the queue', async () => {
    const system = await failingSystem();
    const { caseId } = await openBareCase(system);
    await commit(system, caseId, start);
    await untilGivenUp(system);
    for (const letter of await system.letters.queue.takeAll()) await system.letters.queue.remove(letter);

    expect(await run(system, { apply: true })).toEqual([]);
    expect(await run(system, { apply: true, caseId })).toEqual(['due, done']);
    expect(await rowsOf(system, caseId)).toEqual(['pending after 0']);
    expect(await run(system, { apply: true, caseId })).toEqual([]);
  });

  it('is found among more than the queue hands out at once', async () => {
    const system = await failingSystem();
    const { caseId, version } = await openBareCase(system);
    await wait(system, caseId, version);
    const waking = (later: number): Effect => ({
      type: 'wake',
      caseId,
      waits: ['*'],
      version: version + later,
    });
    await commit(system, caseId, () => Array.from({ length: 12 }, (_, index) => waking(index + 1)));
    await untilGivenUp(system);
    expect(await run(system, { apply: true })).toEqual(Array<string>(12).fill('due, done'));
    expect(system.letters.contents()).toEqual([]);
  });

  it('leaves a message alone that nobody here wrote, and a row that is gone loses its message', async () => {
    const system = await failingSystem();
    for (const body of ['not ours', '{"pk":"CASE#MP-1","sk":"OUTBOX#00000001#0"}'])
      await system.letters.client.send(
        new SendMessageCommand({ QueueUrl: system.letters.url, MessageBody: body }),
      );
    expect(await run(system, { apply: true })).toEqual(['unreadable', 'gone, done']);
    expect(system.letters.contents().map(({ body }) => body)).toEqual(['not ours']);
    expect(await run(system, { apply: true })).toEqual(['unreadable']);
  });
});

describe('npm run redrive', () => {
  it('lists, puts back and says when nothing is left', async () => {
    const system = await failingSystem();
    const { caseId } = await openBareCase(system);
    await commit(system, caseId, start);
    await untilGivenUp(system);
    const { env } = system;
    const places = ['--queue-url', system.letters.url, '--table', system.tableName];

    const listed = await runCommand('cli/redrive.ts', places, { env });
    expect(listed).toMatchObject({ code: 0, stderr: '' });
    expect(listed.stdout).toContain(`start ${caseId}.1.1`);
    expect(listed.stdout).toContain('1 found; run again with --apply.');
    const applied = await runCommandHere('cli/redrive.ts', [...places, '--apply'], { env });
    expect(applied.stdout).toMatch(/^due .* put back\n$/);
    const empty = await runCommandHere('cli/redrive.ts', places, { env });
    expect(empty).toMatchObject({ code: 0, stdout: 'Nothing was given up.\n' });
  });

  it('ends with 1 while there is a message that it cannot read', async () => {
    const system = await failingSystem();
    await system.letters.client.send(
      new SendMessageCommand({ QueueUrl: system.letters.url, MessageBody: 'x' }),
    );
    const { env } = system;
    const { code, stdout } = await runCommandHere(
      'cli/redrive.ts',
      ['--queue-url', system.letters.url, '--table', system.tableName, '--apply'],
      { env },
    );
    expect(code).toBe(1);
    expect(stdout).toContain('unreadable');
  });

  it.each([
    [['--queue-url', 'http://127.0.0.1:9/q'], '--table is missing'],
    [[], '--deployment is missing'],
  ])('says what is missing in %j', async (args, message) => {
    expect(await runCommandHere('cli/redrive.ts', args)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(message),
    });
  });
});
