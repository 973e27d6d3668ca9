import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { lambdaPublisher } from '#functions/notification/lambda-publisher.ts';
import { exampleDeployment } from '#test/support/platform.ts';

const sms = { deliveryId: 'N-1.qianqing.1', telephone: '+8613900000001', text: '内容' };

const taken =
  '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>m-1</MessageId></PublishResult></PublishResponse>';

/** What each request says of its connection. */
const connections: (string | undefined)[] = [];
let server: Server;
let status = 200;

beforeAll(async () => {
  server = createServer((request, response) => {
    connections.push(request.headers.connection);
    request.resume().on('end', () => response.writeHead(status, { 'content-type': 'text/xml' }).end(taken));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  vi.stubEnv('AWS_ENDPOINT_URL_SNS', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});

afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
});

describe('the publisher of a function that may be frozen between two messages', () => {
  const log = { warn: () => expect.unreachable('Nothing is wrong with keys.') };
  const publisher = () =>
    lambdaPublisher(exampleDeployment(), 'arn:aws:sns:us-east-1:0:t-', { type: 'sns' }, log);
  const signal = () => AbortSignal.timeout(5000);

  it('sends each by a connection of its own', async () => {
    const sender = publisher();
    await sender.sendSms(sms, signal());
    await sender.sendSms(sms, signal());
    expect(connections).toEqual(['close', 'close']);
  });

  it('sends none a second time, whatever the answer', async () => {
    connections.length = 0;
    status = 503;
    await expect(publisher().sendSms(sms, signal())).rejects.toBeInstanceOf(Error);
    expect(connections).toHaveLength(1);
  });
});
