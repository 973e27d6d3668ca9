import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { SNSClient } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { OutcomeUnknownError } from '#functions/notification/publisher.ts';
import { SnsPublisher } from '#functions/notification/sns-publisher.ts';

const topic = 'arn:aws:sns:cn-north-1:000000000000:qianqing';
const deliveryId = 'N-1.qianqing.1';
const sms = { deliveryId, telephone: '+8613900000001', text: '内容' };

/** A server that keeps the requests of SNS's own protocol, and answers each as told. */
let server: Server;
let publisher: SnsPublisher;
let requests: URLSearchParams[] = [];
let answer: { status: number | 'cut'; body: string } = { status: 200, body: '' };

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      requests.push(new URLSearchParams(Buffer.concat(chunks).toString()));
      if (answer.status === 'cut') request.socket.destroy();
      else response.writeHead(answer.status, { 'content-type': 'text/xml' }).end(answer.body);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = new SNSClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'cn-north-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  publisher = new SnsPublisher(client, { qianqing: topic });
});

beforeEach(() => {
  requests = [];
  answer = {
    status: 200,
    body: '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>m-1</MessageId></PublishResult></PublishResponse>',
  };
});

afterAll(() => void server.close());

const signal = () => AbortSignal.timeout(5000);

describe('publishing by SNS', () => {
  it('sends subject and text to the topic of the station', async () => {
    await publisher.publishToTopic('qianqing', { deliveryId, subject: '主题', text: '内容' }, signal());
    expect(Object.fromEntries(requests[0] ?? [])).toMatchObject({
      Action: 'Publish',
      TopicArn: topic,
      Subject: '主题',
      Message: '内容',
    });
  });

  it('sends a transactional SMS to a telephone', async () => {
    await publisher.sendSms(sms, signal());
    expect(Object.fromEntries(requests[0] ?? [])).toMatchObject({
      PhoneNumber: '+8613900000001',
      Message: '内容',
      'MessageAttributes.entry.1.Name': 'AWS.SNS.SMS.SMSType',
      'MessageAttributes.entry.1.Value.StringValue': 'Transactional',
    });
    expect(requests[0]?.has('TopicArn')).toBe(false);
  });

  it('passes the provider’s error on by its name', async () => {
    answer = {
      status: 400,
      body: '<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>OptedOut</Code><Message>opted out</Message></Error></ErrorResponse>',
    };
    const refused = publisher.sendSms(sms, signal());
    await expect(refused).rejects.toMatchObject({ name: 'OptedOutException' });
    await expect(refused).rejects.not.toBeInstanceOf(OutcomeUnknownError);
  });

  it.each([500, 503, 'cut'] as const)('leaves open whether it went out after %s', async (status) => {
    answer = { status, body: '' };
    await expect(publisher.sendSms(sms, signal())).rejects.toBeInstanceOf(OutcomeUnknownError);
    const toStation = publisher.publishToTopic('qianqing', { deliveryId, subject: 's', text: 't' }, signal());
    await expect(toStation).rejects.toBeInstanceOf(OutcomeUnknownError);
    expect(requests).toHaveLength(2);
  });

  it('refuses a station without a topic', async () => {
    const published = publisher.publishToTopic('nowhere', { deliveryId, subject: 's', text: 't' }, signal());
    await expect(published).rejects.toMatchObject({ name: 'TopicNotConfiguredError' });
    expect(requests).toEqual([]);
  });

  it('gives up when the time to publish is over', async () => {
    await expect(publisher.sendSms(sms, AbortSignal.abort())).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(requests).toEqual([]);
  });
});
