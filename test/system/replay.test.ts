import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { allRoutes } from '#functions/service-description/all-routes.ts';

import { contradiction } from './support/described-answer.ts';
import type { Operation } from './support/open-api.ts';
import {
  describedOperations,
  prepare,
  wireRequestOf,
  type PreparedRequest,
} from './support/operations-on-stage.ts';
import { STOPPED_PEOPLE } from './support/staged-exchange.ts';
import { startStage } from './support/start-stage.ts';
import type { Stage } from './support/stage.ts';
import { send, type WireAnswer } from './support/wire.ts';

const mutating = allRoutes.filter(({ changes }) => changes).map(({ operationId }) => operationId);

let stage: Stage;
let operations: ReadonlyMap<string, Operation>;

beforeAll(async () => {
  stage = await startStage();
  operations = await describedOperations(stage);
});
afterAll(() => stage?.system.close());

describe.each(mutating)('%s', (operationId) => {
  test('needs a key, has one effect however often it is sent with it, and is refused another with it', async () => {
    const request = await prepare(stage, operations, operationId);
    const key = randomUUID();
    const before = await written();

    const keyless = await sent(request, {});
    expect({ status: keyless.status, body: keyless.text }).toMatchObject({
      status: 428,
      body: expect.stringContaining('"field":"header.Idempotency-Key"'),
    });
    expect(await written()).toEqual(before);

    const first = await sent(request, { key });
    expect(contradiction(operationId, first)).toBeUndefined();
    const between = await written();
    expect(between.humanEvents - before.humanEvents).toBe(casesOf(operationId));
    expect(between.humanAudits - before.humanAudits).toBe(casesOf(operationId));

    const second = await sent(request, { key });
    expect(comparable(second)).toEqual(comparable(first));
    expect(await written()).toEqual(between);

    const other = await sentAsAnother(request, key);
    expect({ status: other.status, body: other.text }).toMatchObject({
      status: 422,
      body: expect.stringContaining('urn:border815:problem:idempotency-key-reused'),
    });
    expect(await written()).toEqual(between);
  });
});

/**
 * So many cases a command is written down on, once each: an arrest is one of the transfer that it starts, too, what is accepted
 * one of the resident, and an import one of each resident of its file.
 */
function casesOf(operationId: string): number {
  if (operationId === 'importResidents') return 3;
  if (operationId === 'resumeImport') return 1 + STOPPED_PEOPLE;
  return ['recordArrest', 'acceptProposal'].includes(operationId) ? 2 : 1;
}

/** Uses the key for another body of the operation, or, where there is only one body, for another operation. */
async function sentAsAnother(request: PreparedRequest, key: string): Promise<WireAnswer> {
  const { as, otherJson } = request;
  if (otherJson !== undefined) return sent(request, { key, body: JSON.stringify(otherJson) });
  if (as === undefined) throw new Error('The sample of a public operation needs another body.');
  const path = `/v1/stations/${as.stationId}/handovers`;
  return stage.send({ as, method: 'POST', path, json: { notes: '平稳' }, key });
}

/** Sends the request and lets everything happen that follows. */
async function sent(request: PreparedRequest, sending: { key?: string; body?: string }): Promise<WireAnswer> {
  const answer = await send(stage.system.url, await wireRequestOf(stage, request, sending));
  await stage.system.settle();
  return answer;
}

/** Members of a JSON object have no order, and the store keeps none. */
function comparable({ status, text, headers }: WireAnswer) {
  return { status, body: JSON.parse(text) as unknown, etag: headers.etag };
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
