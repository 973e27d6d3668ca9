import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  SFNClient,
  DescribeExecutionCommand,
  ListExecutionsCommand,
  SendTaskSuccessCommand,
} from '@aws-sdk/client-sfn';
import { DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import {
  ReceiveMessageCommand,
  SQSClient,
  DeleteMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';

import type { LocalSystem } from '#local/system/local-system.ts';

import { json, send, startFixture } from './support.ts';

const hour = 3_600_000;
const minute = 60_000;

let system: LocalSystem;
let tableName: string;
let client: {
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
};

beforeAll(async () => {
  system = await startFixture();
  [tableName = ''] = system.tableNames;
  client = {
    endpoint: system.environment.awsUrl,
    region: system.environment.region,
    credentials: system.credentials,
  };
});

afterAll(() => system.close());

function ticks(): Promise<number[]> {
  return new DynamoDBClient(client)
    .send(new GetItemCommand({ TableName: tableName, Key: { pk: { S: 'TICKS' } } }))
    .then(({ Item }) => (Item?.['at']?.L ?? []).map(({ N }) => Number(N)));
}

describe('a note written over HTTP', () => {
  test('is read back, goes through the stream to every subscription, and starts an execution', async () => {
    expect((await send(system, 'POST', '/notes', { id: 'n1', text: 'hello' })).status).toBe(201);
    await system.settle();

    expect(await (await send(system, 'GET', '/notes/n1')).json()).toEqual({
      text: 'hello',
      writtenAt: system.now(),
    });
    expect(system.outbox.messages.filter(({ text }) => text === 'hello')).toMatchObject([
      { channel: 'email', to: 'duty-room@example.org', topic: 'news', subject: 'A note' },
      { channel: 'sms', to: '+8657100000001', topic: 'news' },
    ]);
    expect(system.queues.get('Copies').messages.map(({ body }) => body)).toContain('hello');
    const { executions } = await new SFNClient(client).send(
      new ListExecutionsCommand({ stateMachineArn: await machineArn() }),
    );
    expect(executions).toMatchObject([{ name: 'NOTE-n1', status: 'RUNNING' }]);
  });

  test('is remembered when nobody answers in time, and the execution ends after its wait', async () => {
    await send(system, 'POST', '/notes', { id: 'n2', text: 'forgotten' });
    await system.settle();
    const reminders = (): number =>
      system.outbox.messages.filter(({ text }) => text.includes('NOTE#n2')).length;

    await system.advance(10 * minute - 1);
    expect(reminders()).toBe(0);
    await system.advance(1);
    expect(reminders()).toBe(1);
    expect(await status('n2')).toBe('RUNNING');
  });

  test('is not remembered when its token is answered through the SDK', async () => {
    await send(system, 'POST', '/notes', { id: 'n3', text: 'answered' });
    await system.settle();
    const { Item } = await new DynamoDBClient(client).send(
      new GetItemCommand({ TableName: tableName, Key: { pk: { S: 'TOKEN#NOTE#n3' } } }),
    );
    const taskToken = Item?.['token']?.S;
    await new SFNClient(client).send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
    await system.settle();

    expect(await status('n3')).toBe('SUCCEEDED');
  });

  async function machineArn(): Promise<string> {
    const { stateMachines } = await system.engine.listStateMachines();
    return stateMachines[0]?.stateMachineArn ?? '';
  }

  async function status(id: string): Promise<string | undefined> {
    const executionArn = `${(await machineArn()).replace(':stateMachine:', ':execution:')}:NOTE-${id}`;
    return (await new SFNClient(client).send(new DescribeExecutionCommand({ executionArn }))).status;
  }
});

describe('a record that the function cannot handle', () => {
  test('is retried with growing delays, then told to the failure queue, and lets those behind it pass', async () => {
    await send(system, 'POST', '/notes', { id: 'p1', text: 'poison' });
    await send(system, 'POST', '/notes', { id: 'p2', text: 'behind the poison' });
    await system.settle();
    const failures = system.queues.get('Failures');
    const delivered = (): boolean => system.outbox.messages.some(({ text }) => text === 'behind the poison');
    expect([failures.messages.length, delivered()]).toEqual([0, false]);

    await system.advance(6 * 1000);
    expect([failures.messages.length, delivered()]).toEqual([0, false]);
    await system.advance(1000);
    expect([failures.messages.length, delivered()]).toEqual([1, true]);
    const [message] = failures.messages;
    expect(JSON.parse(message?.body ?? '')).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 4 },
      DDBStreamBatchInfo: { batchSize: 1 },
    });
    expect(message?.body).not.toContain('p1');
  });

  test('is singled out of its batch by bisecting when the function throws', async () => {
    const before = system.queues.get('Failures').messages.length;
    await Promise.all(
      ['b1', 'b2', 'b3', 'b4'].map((id) =>
        send(system, 'POST', '/notes', { id, text: id === 'b3' ? 'throws' : `bisected ${id}` }),
      ),
    );
    await system.advance(10 * 1000);

    expect(system.queues.get('Failures').messages.length).toBe(before + 1);
    const texts = new Set(system.outbox.messages.map(({ text }) => text));
    expect(['b1', 'b2', 'b4'].map((id) => texts.has(`bisected ${id}`))).toEqual([true, true, true]);
  });
});

describe('a message to a function', () => {
  test('that fails is retried after one and two more minutes, then told to the failure queue', async () => {
    const failures = system.queues.get('Failures');
    const before = failures.messages.length;
    const TopicArn = 'arn:aws:sns:us-east-1:000000000000:alarms';
    await new SNSClient(client).send(new PublishCommand({ TopicArn, Message: 'not a step' }));
    await system.advance(3 * minute - 1);
    expect(failures.messages).toHaveLength(before);
    await system.advance(1);
    expect(failures.messages).toHaveLength(before + 1);
    expect(JSON.parse(failures.messages.at(-1)?.body ?? '')).toMatchObject({
      requestPayload: { Records: [{ EventSource: 'aws:sns', Sns: { Message: 'not a step' } }] },
      responsePayload: { errorType: 'Error', errorMessage: 'a step that fails' },
    });
  });
});

describe('the clock', () => {
  test('turns the schedule: one tick in ten minutes, at its time as the function sees it', async () => {
    const start = system.now();
    const before = (await ticks()).length;
    await system.advance(hour);

    const during = (await ticks()).slice(before);
    expect(during).toHaveLength(6);
    expect(during.every((at) => at > start && at <= start + hour)).toBe(true);
    expect(new Set(during.map((at) => at % (10 * minute))).size).toBe(1);
  });
});

describe("AWS's own clients", () => {
  test('send, receive and delete queue messages', async () => {
    const sqs = new SQSClient(client);
    const QueueUrl = system.queues.get('Copies').url;
    const { MessageId } = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'by hand' }));
    const bodies: (string | undefined)[] = [];
    for (;;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
      );
      if (Messages.length === 0) break;
      for (const { Body, ReceiptHandle } of Messages) {
        bodies.push(Body);
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
    }
    expect(MessageId).toBeTypeOf('string');
    expect(bodies).toContain('by hand');
    expect(system.queues.get('Copies').messages).toEqual([]);
  });

  test('publish to a telephone that can fail, with a text per protocol, and get the errors of SNS', async () => {
    const sns = new SNSClient({ ...client, maxAttempts: 1 });
    const PhoneNumber = '+8613800000099';
    system.outbox.failFor(PhoneNumber);
    const publish = new PublishCommand({ PhoneNumber, Message: 'to you alone' });
    await expect(sns.send(publish)).rejects.toThrow('does not take messages');
    system.outbox.recoverFor(PhoneNumber);
    await sns.send(publish);
    expect(system.outbox.messages.at(-1)).toMatchObject({
      channel: 'sms',
      to: PhoneNumber,
      text: 'to you alone',
    });

    const TopicArn = `arn:aws:sns:us-east-1:000000000000:news`;
    const Message = JSON.stringify({ default: 'long text', sms: 'short text' });
    await sns.send(new PublishCommand({ TopicArn, MessageStructure: 'json', Message }));
    expect(system.outbox.messages.slice(-2).map(({ channel, text }) => [channel, text])).toEqual([
      ['email', 'long text'],
      ['sms', 'short text'],
    ]);
    const unknown = new PublishCommand({ TopicArn: `${TopicArn}-not`, Message: 'x' });
    await expect(sns.send(unknown)).rejects.toThrow('Topic does not exist');
  });

  test('get the errors of DynamoDB as they are', async () => {
    const update = new UpdateItemCommand({
      TableName: tableName,
      Key: { pk: { S: 'absent' } },
      UpdateExpression: 'SET a = :a',
      ExpressionAttributeValues: { ':a': { S: 'x' } },
      ConditionExpression: 'attribute_exists(pk)',
    });
    await expect(new DynamoDBClient(client).send(update)).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
    });
  });
});

describe('a function', () => {
  test("sees its own environment and Lambda's, and nothing of this process", async () => {
    const environment = await json(
      await send(system, 'GET', '/environment'),
      z.record(z.string(), z.string()),
    );
    expect(environment).toMatchObject({
      TABLE_NAME: tableName,
      AWS_REGION: 'us-east-1',
      _HANDLER: 'index.handler',
    });
    expect(
      Object.keys(environment).filter((name) => ['PATH', 'HOME', 'VITEST', 'TOPIC_ARN'].includes(name)),
    ).toEqual([]);
  });

  test('that throws is answered 500, and its error is in its log, not in the answer', async () => {
    const response = await send(system, 'GET', '/fail');
    expect([response.status, await response.json()]).toEqual([500, { message: 'Internal Server Error' }]);
    const file = readdirSync(system.logDirectory).find((name) => name.includes('NotesFunction')) ?? '';
    // What a worker writes reaches the log a moment after its answer.
    const log = () => readFileSync(join(system.logDirectory, file), 'utf8');
    await expect.poll(log, { timeout: 10_000 }).toContain('no such luck');
  });

  test('that takes longer than its timeout is stopped, and the next event gets a new instance', async () => {
    const [hanging, next] = [await send(system, 'GET', '/hang/yes'), await send(system, 'GET', '/hang/no')];
    expect([hanging.status, next.status]).toEqual([500, 200]);
  });
});
