import { request as httpRequest } from 'node:http';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { openLoopbackServer, type LoopbackServer } from '#local/server/loopback-server.ts';

let server: LoopbackServer;

beforeEach(async () => {
  server = await openLoopbackServer(0);
});

afterEach(() => server.close());

function answerEcho(): void {
  server.answerBy({
    bodyLimit: 10,
    handle: ({ body, path, query }) =>
      Promise.resolve({ status: 200, body: `${path} ${query} ${body.toString()}` }),
    tooLarge: () => ({ status: 413, body: 'too large' }),
  });
}

function statusFor(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({ host: '127.0.0.1', port: server.port, headers: { host } }, (incoming) => {
      incoming.resume();
      resolve(incoming.statusCode);
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

test('requests wait until somebody answers', async () => {
  const early = fetch(`${server.url}/a%20b?x=1`, { method: 'POST', body: 'body' });
  answerEcho();
  expect(await (await early).text()).toBe('/a%20b x=1 body');
});

test('a body above the limit is answered by the refusal', async () => {
  answerEcho();
  const response = await fetch(server.url, { method: 'POST', body: 'x'.repeat(11) });
  expect([response.status, await response.text()]).toEqual([413, 'too large']);
});

test('names of this machine are answered, and others, which a page elsewhere may lead here, are not', async () => {
  answerEcho();
  const hosts = [
    '127.0.0.1:1',
    'localhost',
    'photos.localhost:80',
    '[::1]:1',
    'evil.example',
    '127.0.0.1.evil.example',
  ];
  expect(await Promise.all(hosts.map((host) => statusFor(host)))).toEqual([200, 200, 200, 200, 421, 421]);
});

test('a handler that fails is answered 500, and the next request as before', async () => {
  let calls = 0;
  server.answerBy({
    bodyLimit: 10,
    handle: () => {
      calls += 1;
      return calls === 1 ? Promise.reject(new Error('broken')) : Promise.resolve({ status: 204 });
    },
    tooLarge: () => ({ status: 413 }),
  });
  expect([(await fetch(server.url)).status, (await fetch(server.url)).status]).toEqual([500, 204]);
});
