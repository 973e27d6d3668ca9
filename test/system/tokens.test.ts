import { generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { allRoutes } from '#functions/service-description/all-routes.ts';

import { startStage } from './support/start-stage.ts';
import type { Stage } from './support/stage.ts';
import { rosterOfficer } from './support/test-officer.ts';
import { send } from './support/wire.ts';

const ofOfficers = allRoutes.filter(({ access }) => access === 'officer');
const chief = rosterOfficer('yaqian-chief');

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage?.system.close());

/** Tokens that look like a chief's and are none, and what is sent instead of one. */
const flawed: Readonly<Record<string, () => Promise<string | undefined>>> = {
  'no token': async () => undefined,
  'an expired token': () => bearer({ validSeconds: -60 }),
  'a token for somebody else’s audience': () => bearer({ audience: 'another-service' }),
  'a token of another issuer': () => bearer({ issuer: 'https://issuer.example' }),
  'a token signed with another key': forged,
  'a token that was changed after signing': changed,
  'an unsigned token': unsigned,
  'a token in another scheme': async () => (await bearer({})).replace('Bearer', 'Basic'),
  'something that is no token': async () => 'Bearer chief',
};

describe.each(Object.entries(flawed))('%s', (_name, make) => {
  test('is answered 401 on every route of officers, counted, and reaches no function', async () => {
    const before = { counted: stage.system.answered(401), items: (await stage.system.allItems()).length };
    const authorization = await make();
    const wrong: string[] = [];
    for (const { method, path } of ofOfficers) {
      const headers = {
        ...(authorization === undefined ? {} : { authorization }),
        'idempotency-key': 'a-key-of-ours',
      };
      const answer = await send(stage.system.url, { method, path: filled(path), headers });
      // The gateway's own words: a function would have answered with a problem document.
      if (answer.status !== 401 || answer.text !== '{"message":"Unauthorized"}')
        wrong.push(`${method} ${path}: ${answer.status} ${answer.text}`);
      if (answer.headers['www-authenticate'] === undefined) wrong.push(`${method} ${path}: no challenge`);
    }
    expect(wrong).toEqual([]);
    expect(stage.system.answered(401) - before.counted).toBe(ofOfficers.length);
    expect((await stage.system.allItems()).length).toBe(before.items);
  });
});

test('a token without the claims that name officer and station is refused', async () => {
  for (const missing of ['officerId', 'stationId']) {
    const token = await stage.system.token({ ...chief, [missing]: '' });
    const headers = { authorization: `Bearer ${token}` };
    const { status, text } = await send(stage.system.url, { method: 'GET', path: '/v1/inbox', headers });
    expect({ status, text }).toMatchObject({ status: 403, text: expect.stringContaining(missing) });
  }
});

test('a sound token of the same officer is let in', async () => {
  const { status } = await stage.send({ as: chief, method: 'GET', path: '/v1/inbox' });
  expect(status).toBe(200);
});

function filled(path: string): string {
  return path.replaceAll(/\{\w+\}/g, 'x');
}

async function bearer(flaw: Parameters<Stage['system']['token']>[1]): Promise<string> {
  return `Bearer ${await stage.system.token(chief, flaw)}`;
}

async function payload(): Promise<Record<string, unknown>> {
  const [, middle = ''] = (await bearer({})).split('.');
  return JSON.parse(Buffer.from(middle, 'base64url').toString()) as Record<string, unknown>;
}

/** Everything is right but the key, and even its name. */
async function forged(): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256');
  const [head = ''] = (await stage.system.token(chief)).split('.');
  const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid?: string };
  const token = await new SignJWT(await payload())
    .setProtectedHeader({ alg: 'RS256', kid: kid ?? '' })
    .sign(privateKey);
  return `Bearer ${token}`;
}

async function changed(): Promise<string> {
  const [head, , signature] = (await bearer({})).split('.');
  const promoted = { ...(await payload()), roles: ['administrator'] };
  return [head, Buffer.from(JSON.stringify(promoted)).toString('base64url'), signature].join('.');
}

async function unsigned(): Promise<string> {
  const head = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
  return `Bearer ${head}.${Buffer.from(JSON.stringify(await payload())).toString('base64url')}.`;
}
