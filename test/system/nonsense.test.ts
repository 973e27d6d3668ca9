import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';

import { allRoutes } from '#functions/service-description/all-routes.ts';

import { sampleRequests } from './sample-requests.ts';
import { contradiction } from './support/described-answer.ts';
import { nonsenseBodies, nonsenseHeaders, nonsensePaths, type Nonsense } from './support/nonsense.ts';
import type { Operation } from './support/open-api.ts';
import {
  describedOperations,
  prepare,
  wireRequestOf,
  type PreparedRequest,
} from './support/operations-on-stage.ts';
import { startStage } from './support/start-stage.ts';
import type { Stage } from './support/stage.ts';
import { send, type WireAnswer } from './support/wire.ts';

const problemSchema = z.object({
  type: z.string().startsWith('urn:border815:problem:'),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});
const MEGABYTE = 1024 * 1024;

let stage: Stage;
let operations: ReadonlyMap<string, Operation>;

beforeAll(async () => {
  stage = await startStage();
  operations = await describedOperations(stage);
});
afterAll(() => stage?.system.close());

test('every operation of the document has a sample request', () => {
  expect([...operations.keys()].toSorted()).toEqual(Object.keys(sampleRequests).toSorted());
});

describe.each(allRoutes.map(({ operationId }) => operationId))('%s', (operationId) => {
  test('answers 4xx to every kind of nonsense, names the field, and changes nothing', async () => {
    const request = await prepare(stage, operations, operationId);
    const isRead = request.operation.method === 'GET';
    const said = isRead ? contradiction(operationId, await sent(request, { sending: {} })) : undefined;
    expect(said).toBeUndefined();
    // What the preparation has set in motion has happened.
    await stage.system.settle();
    const before = await records();
    const nonsense = [...nonsenseBodies(request), ...nonsenseHeaders(request), ...nonsensePaths(request)];
    const wrong: string[] = [];
    for (const each of nonsense) {
      const complaint = complaintAbout(each, request.operation, await sent(request, each));
      if (complaint !== undefined) wrong.push(`${each.what}: ${complaint}`);
    }
    expect(wrong).toEqual([]);
    await stage.system.settle();
    expect(await records()).toEqual(before);
  });
});

describe.each(allRoutes.filter(({ body }) => body !== undefined).map(({ operationId }) => operationId))(
  '%s',
  (operationId) => {
    test('is refused by the gateway when its body is larger than a gateway takes', async () => {
      const { method, path, isPublic } = described(operationId);
      const authorization = `Bearer ${await stage.system.token(stage.desk)}`;
      const answer = await send(stage.system.url, {
        method,
        path: path.replaceAll(/\{\w+\}/g, 'x'),
        headers: { 'content-type': 'application/json', ...(isPublic ? {} : { authorization }) },
        body: Buffer.alloc(11 * MEGABYTE, ' '),
      });
      expect(answer.status).toBe(413);
    });
  },
);

test('paths and methods that no contract has are answered 404', async () => {
  const strange = [
    '/',
    '/v1',
    '/v2/cases',
    '/v1/cases/..%2f..%2fsecret',
    '/v1/missing-persons/x/y/z',
    '/%00',
    '/l',
    '/p/',
  ];
  const gets = strange.map((path) => ({ method: 'GET', path }));
  const others = ['DELETE', 'PATCH'].map((method) => ({ as: stage.desk, method, path: '/v1/cases' }));
  const answers = [...gets, ...others].map(async (request) => {
    const { status } = await stage.send(request);
    return `${request.method} ${request.path}: ${status}`;
  });
  const expected = [...gets, ...others].map(({ method, path }) => `${method} ${path}: 404`);
  expect(await Promise.all(answers)).toEqual(expected);
});

function complaintAbout(
  { field, status }: Nonsense,
  { statuses }: Operation,
  answer: WireAnswer,
): string | undefined {
  if (!status.includes(answer.status))
    return `answered ${answer.status}, not ${status.join(' or ')}: ${answer.text}`;
  if (!statuses.includes(answer.status))
    return `answered ${answer.status}, of which the document says nothing`;
  if (field === undefined) return undefined;
  const problem = problemSchema.safeParse(JSON.parse(answer.text));
  if (!problem.success) return `is no problem document: ${answer.text}`;
  const named = (problem.data.errors ?? []).map((error) => error.field);
  const isNamed = named.some((each) => each === field || each.startsWith(`${field}.`));
  return isNamed ? undefined : `names ${named.join(', ') || 'no field'}, not ${field}`;
}

function described(operationId: string): Operation {
  const operation = operations.get(operationId);
  if (operation === undefined) throw new Error(`The document says nothing of "${operationId}".`);
  return operation;
}

async function sent(request: PreparedRequest, { sending }: Pick<Nonsense, 'sending'>): Promise<WireAnswer> {
  const key = request.operation.method === 'GET' ? undefined : randomUUID();
  return send(stage.system.url, await wireRequestOf(stage, request, { key, ...sending }));
}

/** Every record but the log of lookups, with its revision. */
async function records(): Promise<string[]> {
  const items = await stage.system.allItems();
  return items
    .filter(({ entity }) => !['access', 'accessHead', 'rate'].includes(entity))
    .map(({ pk, sk, revision }) => `${pk} ${sk} ${revision}`)
    .toSorted();
}
