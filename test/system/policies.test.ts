import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';

import type { ObservedCall } from '#local/server/observed-call.ts';
import type { LocalSystem } from '#local/system/local-system.ts';
import { accessesOf } from '#test/policies/called-accesses.ts';
import { encryptionKeys } from '#test/policies/encryption-keys.ts';
import { keyAccesses } from '#test/policies/key-accesses.ts';
import { applies, isAllowed, type Access } from '#test/policies/policy-evaluator.ts';
import type { PolicyStatement } from '#test/policies/policy-statement.ts';
import { runtimeAccesses } from '#test/policies/runtime-accesses.ts';
import { denials, statementsByFunction } from '#test/policies/template-roles.ts';

import { Mishaps } from './support/mishaps.ts';
import { describedOperations, prepare, wireRequestOf } from './support/operations-on-stage.ts';
import { stageOn, startTestSystem } from './support/start-stage.ts';
import type { Stage } from './support/stage.ts';
import { rosterOfficer } from './support/test-officer.ts';
import type { TestSystem } from './support/test-system.ts';
import { send } from './support/wire.ts';

/** The superior is called before the alerts have climbed far, so that little has to happen. */
const SOON = { reviewSeconds: 600, superiorAfterSeconds: 600, closeReminderSeconds: 600 };

const calls: ObservedCall[] = [];
let system: TestSystem & { local: LocalSystem };
let granted: ReadonlyMap<string, readonly PolicyStatement[]>;
let denied: readonly PolicyStatement[];
/** What each function did, or had done in its name, each once. */
let needed: ReadonlyMap<string, readonly Access[]>;

beforeAll(async () => {
  system = await startTestSystem({ timers: { missingPerson: SOON }, observe: (call) => calls.push(call) });
  const { graph } = system.local;
  granted = statementsByFunction(graph);
  denied = denials(graph);
  await playEverything();
  needed = neededBy([...granted.keys()]);
}, 300_000);

afterAll(() => system?.close());

/** What goes wrong seldom, while there is little else; an alert that climbs to each superior; then every operation. */
async function playEverything(): Promise<void> {
  const stage = await stageOn(system);
  await stage.decide(await stage.reunited(), 'closure', {});
  const open = await stage.searching();
  const mishaps = new Mishaps(system);
  await mishaps.lateRegistrations();
  await mishaps.lostWake(open);
  await mishaps.repeatedStarts();
  await mishaps.deadProcesses();
  await missingPhoto(stage, open);
  const as = rosterOfficer('north-bank-duty-1');
  await stage.succeed({ as, method: 'POST', path: '/v1/missing-persons', json: stage.intake() }, z.unknown());
  // Longer than it takes until the superiors are called.
  await mishaps.poisonedEffect();
  mishaps.close();
  await everyOperation(stage);
}

/** A photo that was announced and never uploaded. */
async function missingPhoto(stage: Stage, caseId: string): Promise<void> {
  const photo = await stage.change(caseId, 'photos', { contentType: 'image/jpeg', bytes: 1000 });
  const path = `/v1/missing-persons/${caseId}/photos/${z.string().parse(photo['photoId'])}/confirmation`;
  const { status } = await stage.send({ as: stage.desk, method: 'POST', path, json: {} });
  if (status !== 409) throw new Error(`The confirmation of a missing photo was answered ${status}.`);
}

/** Calls every operation once, and follows where it leads. */
async function everyOperation(stage: Stage): Promise<void> {
  const operations = await describedOperations(stage);
  for (const operationId of operations.keys()) {
    const request = await prepare(stage, operations, operationId);
    const answer = await send(system.url, await wireRequestOf(stage, request, { key: randomUUID() }));
    if (answer.status >= 400) throw new Error(`${operationId} answered ${answer.status}: ${answer.text}`);
    if (answer.headers.location !== undefined) await fetch(answer.headers.location);
    await system.settle();
  }
}

function neededBy(functions: readonly string[]): Map<string, Access[]> {
  const { environment, graph } = system.local;
  const keys = encryptionKeys(graph);
  const atRuntime = runtimeAccesses(graph);
  return new Map(
    functions.map((name) => {
      const called = calls
        .filter(({ caller }) => caller === name)
        .flatMap((call) => accessesOf(call, environment))
        .concat(atRuntime.get(name) ?? []);
      const all = called.flatMap((access) => [access, ...keyAccesses(access, keys, environment)]);
      return [name, [...new Map(all.map((access) => [JSON.stringify(access), access])).values()]];
    }),
  );
}

/** As every call to AWS is made. */
const secure = { 'aws:SecureTransport': 'true', 's3:TlsVersion': '1.3' };

function sees({ context, ...access }: Access): Access {
  return { ...access, context: { ...secure, ...context } };
}

/** The statement with one action and one resource of it, for each of them. */
function singleGrants(statement: PolicyStatement): PolicyStatement[] {
  const { Resource = ['*'], NotResource } = statement;
  return statement.Action.flatMap((action) =>
    (NotResource === undefined ? Resource : ['*']).map((resource) => ({
      ...statement,
      Action: [action],
      ...(NotResource === undefined ? { Resource: [resource] } : {}),
    })),
  );
}

describe('the functions', () => {
  it('were all seen at work, but for the one that reads nothing', () => {
    const idle = [...granted.keys()].filter((name) => !calls.some(({ caller }) => caller === name));
    const { graph } = system.local;
    const description = graph
      .ofType('AWS::Lambda::Function')
      .filter(({ logicalId }) => logicalId.startsWith('Apisservicedescription'));
    expect(idle).toEqual(description.map((resource) => graph.refOf(resource)));
  });

  it('may do whatever they did', () => {
    const refused = [...needed].flatMap(([name, accesses]) =>
      accesses
        .filter((access) => !isAllowed([...(granted.get(name) ?? []), ...denied], sees(access)))
        .map(({ action, resource }) => `${name}: ${action} on ${resource}`),
    );
    expect(refused).toEqual([]);
  });

  it('did whatever they may do', () => {
    const unused = [...granted].flatMap(([name, statements]) =>
      statements
        .flatMap(singleGrants)
        .filter((grant) => !(needed.get(name) ?? []).some((access) => applies(grant, sees(access))))
        .map(
          ({ Action, Resource, NotResource }) =>
            `${name}: ${Action.join()} on ${Resource?.join() ?? `not ${NotResource?.join()}`}`,
        ),
    );
    expect(unused).toEqual([]);
  });

  it('are refused what goes over an open line', () => {
    const open = { ...secure, 'aws:SecureTransport': 'false' };
    const onResources = [...needed.values()].flat().filter(({ action }) => /^(s3|sns):/.test(action));
    const protectedOnes = onResources.filter(({ resource }) => resource.startsWith('arn:'));
    expect(protectedOnes.length).toBeGreaterThan(0);
    for (const access of protectedOnes)
      expect(denied.some((statement) => applies(statement, { ...access, context: open }))).toBe(true);
  });
});
