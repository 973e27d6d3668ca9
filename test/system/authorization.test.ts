import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { roles, type Role } from '#platform/actor/actor.ts';
import type { AuditEntry } from '#platform/audit/audit-entry.ts';

import {
  openingOperations,
  ownStationOperations,
  permissionMatrix,
  type AllowedRoles,
} from './permission-matrix.ts';
import { accessEntriesOf, brokenAccessChains } from './support/access-chains.ts';
import type { Operation } from './support/open-api.ts';
import {
  describedOperations,
  prepare,
  wireRequestOf,
  type PreparedRequest,
} from './support/operations-on-stage.ts';
import { startStage } from './support/start-stage.ts';
import type { Stage } from './support/stage.ts';
import { visitor, type TestOfficer } from './support/test-officer.ts';
import { send } from './support/wire.ts';

type Relation = keyof AllowedRoles | 'outside';

/** Cases of the stage are Yaqian's with Qianqing; North Bank belongs to another partnership. */
const stations: Readonly<Record<Relation, string>> = {
  own: 'yaqian',
  partner: 'qianqing',
  superior: 'liaison-centre',
  outside: 'north-bank',
};
const relations: readonly Relation[] = ['own', 'partner', 'superior', 'outside'];
/** Nobody at all, each single role, and none that the system knows. */
const roleSets: readonly (readonly Role[])[] = [...roles.map((role) => [role]), []];

let stage: Stage;
let operations: ReadonlyMap<string, Operation>;

beforeAll(async () => {
  stage = await startStage();
  operations = await describedOperations(stage);
});
afterAll(() => stage?.system.close());

test('every operation of officers has its row in the matrix', () => {
  const officers = [...operations.values()].filter(({ isPublic }) => !isPublic);
  const rows = [permissionMatrix, ownStationOperations, openingOperations].flatMap(Object.keys);
  expect(officers.map(({ operationId }) => operationId).toSorted()).toEqual(rows.toSorted());
});

describe.each(Object.entries(permissionMatrix))('%s', (operationId, allowed) => {
  test('is allowed to whom the matrix names, refused to all others, and each refusal is in the audit', async () => {
    const prepared = await prepare(stage, operations, operationId);
    const wrong: string[] = [];
    const refused: TestOfficer[] = [];
    let successes = 0;
    const before = await refusals();
    for (const relation of relations) {
      const request = await asSeenFrom(prepared, relation);
      for (const roleSet of roleSets) {
        const officer = visitor(stations[relation], ...roleSet);
        const expected = expectation(allowed, relation, roleSet);
        if (expected !== 'allowed') refused.push(officer);
        const { status, text } = await ask(request, officer);
        if (status < 400) successes += 1;
        if (!matches(status, expected))
          wrong.push(`${relation} ${roleSet.join()}: ${status}, not ${expected}: ${text}`);
      }
    }
    expect(wrong).toEqual([]);
    // What is allowed to nobody would be a mistake of the sample: later cells may find the deed done, the first may not.
    expect(successes).toBeGreaterThan(0);
    await stage.system.settle();
    expect((await refusalsSince(before)).toSorted()).toEqual(
      refused.map(({ officerId }) => officerId).toSorted(),
    );
  });
});

describe.each(Object.entries(ownStationOperations))('%s', (operationId, allowed) => {
  test('answers each station for itself, by role', async () => {
    const { query: _, ...request } = await prepare(stage, operations, operationId);
    const wrong: string[] = [];
    for (const relation of relations)
      for (const roleSet of roleSets) {
        const expected = roleSet.some((role) => allowed.includes(role)) ? 200 : 403;
        const { status, text } = await ask(request, visitor(stations[relation], ...roleSet));
        if (status !== expected)
          wrong.push(`${relation} ${roleSet.join()}: ${status}, not ${expected}: ${text}`);
        if (relation === 'outside' && text.includes('"qianqing"'))
          wrong.push(`${roleSet.join()} reads of Qianqing: ${text}`);
      }
    expect(wrong).toEqual([]);
  });
});

describe.each(Object.entries(openingOperations))('%s', (operationId, allowed) => {
  test('opens a case of the officer’s own station, by role, and none for the superior', async () => {
    const prepared = await prepare(stage, operations, operationId);
    const { partnershipId: named, ...json } = prepared.json ?? {};
    const wrong: string[] = [];
    for (const relation of relations)
      for (const roleSet of roleSets) {
        // Who runs the superior's desk could, but the superior is no station of a partnership.
        const may = roleSet.some((role) => allowed.includes(role));
        const expected = may ? (relation === 'superior' ? 400 : 201) : 403;
        const officer = visitor(stations[relation], ...roleSet);
        const { status, text } = await ask({ ...prepared, json }, officer);
        if (status !== expected)
          wrong.push(`${relation} ${roleSet.join()}: ${status}, not ${expected}: ${text}`);
      }
    expect(wrong).toEqual([]);
    const elsewhere = await ask(
      { ...prepared, json: { ...json, partnershipId: named } },
      visitor('north-bank', 'chief'),
    );
    expect(elsewhere.status).toBe(400);
    expect(elsewhere.text).toContain('partnershipId');
  });
});

describe('tasks', () => {
  test.each(['assignTask', 'reportTask'])(
    '%s is refused on the other station’s task',
    async (operationId) => {
      const request = await asSeenFrom(await prepare(stage, operations, operationId), 'partner');
      const officer = visitor('yaqian', 'chief');
      const before = await refusals();
      expect((await ask(request, officer)).status).toBe(403);
      expect(await refusalsSince(before)).toEqual([officer.officerId]);
    },
  );
});

test('the list of another partnership’s cases is refused', async () => {
  const request = {
    as: visitor('north-bank', 'chief'),
    method: 'GET',
    path: '/v1/cases?partnershipId=qianqing-yaqian',
  };
  const { status, text } = await stage.send(request);
  expect(status).toBe(400);
  expect(text).toContain('query.partnershipId');
  expect(text).not.toContain('MP-');
});

test('a case that does not exist and a case of others look the same from outside', async () => {
  const officer = visitor('north-bank', 'chief');
  const read = (caseId: string) =>
    stage.send({ as: officer, method: 'GET', path: `/v1/missing-persons/${caseId}` });
  const others = await read(await stage.searching());
  const none = await read('MP-261123-00000');
  expect({ ...others, headers: {} }).toEqual({ ...none, headers: {} });
});

test('every access chain holds together', async () => {
  expect(await brokenAccessChains(stage.system)).toEqual([]);
});

/** The request as an officer of that relation makes it: about a task of their own station, for nobody but their own. */
async function asSeenFrom(prepared: PreparedRequest, relation: Relation): Promise<PreparedRequest> {
  if (prepared.operation.operationId === 'acknowledgeNotification') return { ...prepared, json: {} };
  if (prepared.jsonFrom !== undefined) return { ...prepared, json: prepared.jsonFrom(stations[relation]) };
  const { caseId, taskId } = prepared.parameters ?? {};
  if (relation !== 'partner' || caseId === undefined || taskId === undefined) return prepared;
  const ofPartner = await stage.openTask(caseId, stations.partner);
  const json =
    prepared.operation.operationId === 'assignTask' ? { officerId: 'qianqing-patrol-1' } : prepared.json;
  return { ...prepared, parameters: { caseId, taskId: ofPartner }, ...(json === undefined ? {} : { json }) };
}

async function ask(request: PreparedRequest, officer: TestOfficer) {
  const key = request.operation.method === 'GET' ? undefined : crypto.randomUUID();
  return send(stage.system.url, await wireRequestOf(stage, request, { as: officer, key }));
}

function expectation(
  allowed: AllowedRoles,
  relation: Relation,
  roleSet: readonly Role[],
): 'allowed' | 403 | 404 {
  if (relation === 'outside') return 404;
  return roleSet.some((role) => allowed[relation].includes(role)) ? 'allowed' : 403;
}

/** Allowed is also what comes too late, because an earlier cell has done it or changed the version. */
function matches(status: number, expected: 'allowed' | 403 | 404): boolean {
  return expected === 'allowed' ? status < 400 || status === 409 || status === 412 : status === expected;
}

/** Who was refused something so far, in the access chain of each station. */
function refusals(): Promise<string[][]> {
  const chains = relations.map((relation) => accessEntriesOf(stage.system, stations[relation]));
  const refused = ({ outcome }: AuditEntry) => outcome === 'refused';
  const officerOf = ({ actor }: AuditEntry) => (actor.kind === 'officer' ? actor.officerId : actor.kind);
  return Promise.all(chains.map(async (entries) => (await entries).filter(refused).map(officerOf)));
}

/** Who has been refused something since. */
async function refusalsSince(before: readonly string[][]): Promise<string[]> {
  return (await refusals()).flatMap((chain, index) => chain.slice(before[index]?.length));
}
