import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { allRoutes } from '#functions/service-description/all-routes.ts';

import type { Operation } from './support/open-api.ts';
import { describedOperations, prepare, wireRequestOf, type PreparedRequest } from './support/operations-on-stage.ts';
import { startStage } from './support/start-stage.ts';
import type { Stage } from './support/stage.ts';
import { send, type WireAnswer } from './support/wire.ts';

const mutating = allRoutes.filter(({ method }) => method !== 'GET').map(({ operationId }) => operationId);

let stage: Stage;
let operations: ReadonlyMap<string, Operation>;

beforeAll(async () => {
  stage = await startStage();
  operations = await describedOperations(stage);
});
afterAll(() => stage?.system.close());

describe.each(mutating)('%s', (operationId) => {
  test('has the same answer and one effect when it is sent twice with the same key', async () => {
    const request = await prepare(stage, operations, operationId);
    const key = randomUUID();
    const before = await written();
    const first = await sent(request, { key });
    expect(first.status, first.text).toBeLessThan(300);
    const between = await written();
    const second = await sent(request, { key });
    const after = await written();
    expect(comparable(second)).toEqual(comparable(first));
    expect(between.humanEvents - before.humanEvents).toBe(1);
    expect(between.humanAudits - before.humanAudits).toBe(1);
    expect(after).toEqual(between);
  });

  test('is refused when its key was used for something else', async () => {
    const request = await prepare(stage, operations, operationId);
    const key = `reused-${randomUUID()}`;
    if (request.otherJson === undefined) {
      // This operation has only one body, so the key was used by the same officer for another operation.
      const json = { notes: '平稳' };
      const path = `/v1/stations/${request.as?.stationId}/handovers`;
      const { as } = request;
      if (as === undefined) throw new Error('Anybody has no other operation.');
      const sentBefore = await stage.send({ as, method: 'POST', path, json, key });
      expect(sentBefore.status).toBe(201);
    } else {
      expect((await sent(request, { key })).status).toBeLessThan(300);
    }
    const before = await written();
    const body = JSON.stringify(request.otherJson ?? request.json ?? {});
    const answer = await sent(request, { key, body });
    expect(answer.status, answer.text).toBe(422);
    expect(JSON.parse(answer.text)).toMatchObject({ type: 'urn:border815:problem:idempotency-key-reused' });
    expect(await written()).toEqual(before);
  });

  test('is refused without a key', async () => {
    const request = await prepare(stage, operations, operationId);
    const before = await written();
    const answer = await sent(request, {});
    expect(answer.status, answer.text).toBe(428);
    expect(JSON.parse(answer.text)).toMatchObject({ errors: [{ field: 'header.Idempotency-Key' }] });
    expect(await written()).toEqual(before);
  });
});

/** Sends the request and lets everything happen that follows. */
async function sent(request: PreparedRequest, sending: { key?: string; body?: string }): Promise<WireAnswer> {
  const answer = await send(stage.system.url, await wireRequestOf(stage, request, sending));
  await stage.system.settle();
  return answer;
}

function comparable({ status, text, headers }: WireAnswer) {
  return { status, text, etag: headers.etag };
}

/** Counters of limits, and the log of lookups: a repeated request counts and is written down, and that is no effect. */
const noEffect = ['rate', 'access', 'accessHead'];

/** What the system has written and sent so far; events and audit entries of people apart from those of processes. */
async function written() {
  const items = (await stage.system.allItems()).filter(({ entity }) => !noEffect.includes(entity));
  const isHuman = (actor: unknown) => !JSON.stringify(actor).includes('"kind":"system"');
  return {
    items: items.length,
    revisions: items.reduce((sum, { revision }) => sum + revision, 0),
    humanEvents: items.filter(({ entity, body }) => entity === 'event' && isHuman(body['by'])).length,
    humanAudits: items.filter(({ entity, body }) => entity === 'audit' && isHuman(body['actor'])).length,
    messages: stage.system.messages().length,
  };
}
