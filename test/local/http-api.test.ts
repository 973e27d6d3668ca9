import { request as httpRequest } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';

import type { LocalSystem } from '#local/system/local-system.ts';

import { fixtureOfficer as officer } from './fixture/fixture-officer.ts';
import { json, send, startFixture } from './support.ts';

let system: LocalSystem;

beforeAll(async () => {
  system = await startFixture();
});

afterAll(() => system.close());

describe('a request', () => {
  test('for which the template has no route is answered 404', async () => {
    const response = await send(system, 'GET', '/no/such/route');
    expect([response.status, await response.json()]).toEqual([404, { message: 'Not Found' }]);
    expect((await send(system, 'DELETE', '/notes')).status).toBe(404);
  });

  test('comes to the function in payload format 2.0', async () => {
    const response = await fetch(`${system.url}/echo/a%20b/c?x=1&x=2&y=%E9%92%B1`, {
      method: 'PATCH',
      headers: {
        cookie: 'a=b; c=d',
        'X-Some-Header': 'Value',
        'content-type': 'application/merge-patch+json',
      },
      body: '{"text":"钱清"}',
    });
    const { event } = await json(response, z.object({ event: z.record(z.string(), z.unknown()) }));
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'ANY /echo/{proxy+}',
      rawPath: '/echo/a b/c',
      rawQueryString: 'x=1&x=2&y=%E9%92%B1',
      cookies: ['a=b', 'c=d'],
      headers: { 'x-some-header': 'Value' },
      queryStringParameters: { x: '1,2', y: '钱' },
      pathParameters: { proxy: 'a b/c' },
      body: '{"text":"钱清"}',
      isBase64Encoded: false,
      requestContext: {
        stage: '$default',
        http: { method: 'PATCH', path: '/echo/a b/c', sourceIp: '127.0.0.1' },
      },
    });
    expect(event['headers']).not.toHaveProperty('cookie');
  });

  test('with a body that is no text comes in base64', async () => {
    const body = new Uint8Array([0, 255, 128]);
    const response = await fetch(`${system.url}/echo/x`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'image/png' },
    });
    expect(await response.json()).toMatchObject({ event: { body: 'AP+A', isBase64Encoded: true } });
  });

  test('above 10 MB is answered 413 and reaches no function', async () => {
    const body = Buffer.alloc(10 * 1024 * 1024 + 1, 'x');
    const response = await fetch(`${system.url}/echo/x`, { method: 'POST', body });
    expect([response.status, await response.json()]).toEqual([413, { message: 'Request Entity Too Large' }]);
  });

  test('beyond the limits of its route is answered 429, and other routes are not', async () => {
    const limited = async (): Promise<number> => (await fetch(`${system.url}/limited`)).status;
    expect([await limited(), await limited(), await limited()]).toEqual([200, 200, 429]);
    expect((await fetch(`${system.url}/echo/x`)).status).toBe(200);
    await system.advance(100_000);
    expect(await limited()).toBe(200);
  });
});

describe('the JWT authorizer', () => {
  const refused = [401, { message: 'Unauthorized' }];

  async function withToken(
    token: string | undefined,
    path = '/notes/none',
  ): Promise<[number, unknown, string | null]> {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const response = await fetch(system.url + path, { headers });
    const body: unknown =
      response.headers.get('content-type') === 'application/json' ? await response.json() : undefined;
    return [response.status, body, response.headers.get('www-authenticate')];
  }

  test('lets a valid token pass and hands its claims over as text', async () => {
    const token = await system.issuer.tokenFor(officer.officerId, {
      claims: { scope: 'notes/admin other', level: 3 },
    });
    const [status, body] = await withToken(token, '/admin');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      event: {
        requestContext: {
          authorizer: {
            jwt: {
              claims: { officerId: 'yaqian-01', name: '陈一', roles: '[dutyOfficer chief]', level: '3' },
              scopes: ['notes/admin', 'other'],
            },
          },
        },
      },
    });
  });

  test('refuses a request without a token', async () => {
    expect(await withToken(undefined)).toEqual([...refused, 'Bearer']);
  });

  test.each([
    ['that has expired', { validSeconds: -1 }],
    ['for another audience', { audience: 'somebody-else' }],
    ['of another issuer', { issuer: 'https://issuer.example' }],
    ['issued in the future', { claims: { iat: 9_999_999_999 } }],
    ['that never expires', { claims: { exp: undefined } }],
  ])('refuses a token %s', async (_, overrides) => {
    const token = await forged(overrides);
    const [status, body, challenge] = await withToken(token);
    expect([status, body]).toEqual(refused);
    expect(challenge).toContain('error="invalid_token"');
  });

  test('refuses a token whose content was changed', async () => {
    const [head, payload, signature] = (await system.issuer.tokenFor(officer.officerId)).split('.');
    const claims: object = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString());
    const changed = Buffer.from(JSON.stringify({ ...claims, roles: ['administrator'] })).toString(
      'base64url',
    );
    expect((await withToken(`${head}.${changed}.${signature}`))[0]).toBe(401);
  });

  test('refuses a token once it has expired on the clock of the system', async () => {
    const token = await system.issuer.tokenFor(officer.officerId, { validSeconds: 60 });
    expect((await withToken(token))[0]).toBe(404);
    await system.advance(61_000);
    expect((await withToken(token))[0]).toBe(401);
  });

  test('answers 403 when the token lacks the scope of the route', async () => {
    const [status, body, challenge] = await withToken(
      await system.issuer.tokenFor(officer.officerId),
      '/admin',
    );
    expect([status, body]).toEqual([403, { message: 'Forbidden' }]);
    expect(challenge).toContain('insufficient_scope');
  });

  function forged(overrides: Parameters<typeof system.issuer.tokenFor>[1]): Promise<string> {
    return system.issuer.tokenFor(officer.officerId, overrides);
  }
});

describe('the access log', () => {
  test('counts answers by status and has a line for each in the format of the stage', async () => {
    const before = system.accessLog.countByStatus.get(401) ?? 0;
    await fetch(`${system.url}/notes/x`);
    expect(system.accessLog.countByStatus.get(401)).toBe(before + 1);
    await system.settle();
    const lines = readFileSync(join(system.logDirectory, 'http-api-access.log'), 'utf8').trim().split('\n');
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({
      status: '401',
      route: 'GET /notes/{id}',
      error: 'no token',
      x: '-',
    });
  });
});

describe('the issuer and the outbox, which are outside the template', () => {
  test('publish discovery and keys', async () => {
    const discovery = await fetch(`${system.issuer.url}/.well-known/openid-configuration`);
    const { jwks_uri: address } = await json(discovery, z.object({ jwks_uri: z.url() }));
    const { keys } = await json(await fetch(address), z.object({ keys: z.array(z.looseObject({})) }));
    expect(keys).toMatchObject([{ kty: 'RSA', use: 'sig' }]);
    expect(keys[0]).not.toHaveProperty('d');
  });

  test('give a token for a named officer, by JSON and by the form of the page', async () => {
    const page = await (await fetch(system.issuer.url)).text();
    expect(page).toContain('陈一');
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ officer: officer.officerId });
    const answer = await fetch(`${system.issuer.url}/token`, { method: 'POST', headers, body });
    const { access_token: token } = await json(answer, z.object({ access_token: z.string() }));
    const authorization = `Bearer ${token}`;
    expect((await fetch(`${system.url}/notes/none`, { headers: { authorization } })).status).toBe(404);
    const form = await fetch(`${system.issuer.url}/token`, {
      method: 'POST',
      body: new URLSearchParams({ officer: officer.officerId }),
    });
    expect(await form.text()).toContain('eyJ');
    const unknown = await fetch(`${system.issuer.url}/token`, {
      method: 'POST',
      headers,
      body: '{"officer":"nobody"}',
    });
    expect(unknown.status).toBe(400);
  });

  test('show what was received, newest first, with links that can be followed and markup escaped', async () => {
    system.outbox.receive({ channel: 'sms', to: '+8613800000001', text: 'first' });
    system.outbox.receive({
      channel: 'sms',
      to: '+8613800000001',
      text: '<b>https://a.example/l/x?y=1&z=2。',
    });
    const page = await (await fetch(`${system.url}/outbox`)).text();
    expect(page.indexOf('first')).toBeGreaterThan(page.indexOf('a.example'));
    expect(page).toContain('&lt;b&gt;<a href="https://a.example/l/x?y=1&amp;z=2">');
    expect(await (await fetch(`${system.url}/outbox.json`)).json()).toHaveLength(2);
  });
});

describe('an upload by a presigned address', () => {
  const photo = Buffer.from([137, 80, 78, 71]);

  async function address(size: number): Promise<string> {
    const authorization = `Bearer ${await system.issuer.tokenFor(officer.officerId)}`;
    const response = await fetch(`${system.url}/notes/n/photo`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'text/plain' },
      body: String(size),
    });
    return (await json(response, z.object({ address: z.url() }))).address;
  }

  test('is stored and read back by the function', async () => {
    const url = await address(photo.length);
    const headers = { 'content-type': 'image/png', origin: 'https://console.example' };
    const stored = await fetch(url, { method: 'PUT', body: photo, headers });
    expect([stored.status, stored.headers.get('access-control-allow-origin')]).toEqual([
      200,
      'https://console.example',
    ]);
    const read = await send(system, 'GET', '/notes/n/photo');
    expect(read.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await read.arrayBuffer())).toEqual(photo);
  });

  test.each([
    ['another type than was signed', photo, 'text/html'],
    ['another size than was signed', Buffer.alloc(5), 'image/png'],
  ])('is refused with %s', async (_, body, type) => {
    const response = await fetch(await address(photo.length), {
      method: 'PUT',
      body,
      headers: { 'content-type': type },
    });
    expect([response.status, await response.text()]).toEqual([
      403,
      expect.stringContaining('SignatureDoesNotMatch'),
    ]);
  });

  test('is refused to another key, without a signature, and when its time is over', async () => {
    const headers = { 'content-type': 'image/png' };
    const url = await address(photo.length);
    const elsewhere = url.replace('/photos/n', '/photos/other');
    expect((await fetch(elsewhere, { method: 'PUT', body: photo, headers })).status).toBe(403);
    expect((await fetch(url.split('?')[0] ?? '', { method: 'PUT', body: photo, headers })).status).toBe(403);
    await system.advance(61_000);
    const late = await fetch(url, { method: 'PUT', body: photo, headers });
    expect([late.status, await late.text()]).toEqual([403, expect.stringContaining('Request has expired')]);
  });

  test('is found by a virtual-host address too', async () => {
    const url = new URL(await address(photo.length));
    const [, bucket = '', ...key] = url.pathname.split('/');
    const status = await new Promise((resolve, reject) => {
      const outgoing = httpRequest(
        {
          host: '127.0.0.1',
          port: url.port,
          path: `/${key.join('/')}`,
          headers: { host: `${bucket}.localhost:${url.port}` },
        },
        (incoming) => resolve(incoming.statusCode),
      );
      outgoing.on('error', reject);
      outgoing.end();
    });
    // No signature: the bucket was found, and access to it refused.
    expect(status).toBe(403);
  });
});
