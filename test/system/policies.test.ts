import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';

import type { ObservedCall } from '#local/server/observed-call.ts';
import type { LocalSystem } from '#local/system/local-system.ts';
import { PermissionAudit } from '#test/policies/permission-audit.ts';
import { applies } from '#test/policies/policy-evaluator.ts';
import { exampleDeployment } from '#test/support/platform.ts';
import { SmsProviderStandIn } from '#test/support/sms-provider.ts';

import { Mishaps } from './support/mishaps.ts';
import { describedOperations, prepare, wireRequestOf } from './support/operations-on-stage.ts';
import { StagedExchange } from './support/staged-exchange.ts';
import { StagedInvestigations } from './support/staged-investigations.ts';
import { StagedRegistry } from './support/staged-registry.ts';
import { StagedTransfers } from './support/staged-transfers.ts';
import { stageOn, startTestSystem } from './support/start-stage.ts';
import type { Stage } from './support/stage.ts';
import { rosterOfficer } from './support/test-officer.ts';
import type { TestSystem } from './support/test-system.ts';
import { send } from './support/wire.ts';

/** What is late is late before the alerts have climbed far, so that little has to happen. */
const LATE = 600;
const alike = { critical: LATE, urgent: LATE, normal: LATE };
const { timers } = exampleDeployment();
const SOON = {
  missingPerson: { reviewSeconds: LATE, superiorAfterSeconds: LATE, closeReminderSeconds: LATE },
  investigation: { ...timers.investigation, answerSeconds: alike, chiefSeconds: alike },
  transfer: { ...timers.transfer, handoverSeconds: LATE },
  registryHit: { verifySeconds: alike, chiefSeconds: alike },
};

const calls: ObservedCall[] = [];
let system: TestSystem & { local: LocalSystem };
let audit: PermissionAudit;

beforeAll(async () => {
  system = await startTestSystem({ timers: SOON, observe: (call) => calls.push(call) });
  await playEverything();
  audit = new PermissionAudit(system.local, calls);
}, 300_000);

afterAll(() => system?.close());

/** What goes wrong seldom, while there is little else; an alert that climbs to each superior; then every operation. */
async function playEverything(): Promise<void> {
  const stage = await stageOn(system);
  await stage.decide(await stage.reunited(), 'closure', {});
  await endedJointWork(stage);
  const open = await stage.searching();
  const registry = new StagedRegistry(stage);
  // Erased in the first round of the day.
  await registry.resident({
    registrations: [
      { address: '衙演路1号', from: '2001-01-01', to: '2002-01-01', housing: 'rented', reportedBy: 'self' },
    ],
  });
  await registry.unusualLookup();
  await registry.withdrawnHit();
  await registry.decidedHit('notThePerson');
  const { drill: _, ...held } = new StagedTransfers(stage).held();
  await registry.decidedHit('confirmed', held);
  await registry.hit();
  // Nobody answers the one in time, nor signs the receipt of the other.
  const late = [
    await new StagedInvestigations(stage).requested(),
    await new StagedTransfers(stage).handingOver(),
  ];
  const mishaps = new Mishaps(system);
  await mishaps.lateRegistrations();
  for (const caseId of [open, ...late]) await mishaps.lostWake(caseId);
  await mishaps.repeatedStarts();
  await mishaps.deadProcesses();
  await missingPhoto(stage, open);
  const as = rosterOfficer('north-bank-duty-1');
  await stage.succeed({ as, method: 'POST', path: '/v1/missing-persons', json: stage.intake() }, z.unknown());
  // Longer than it takes until the superiors are called.
  await mishaps.poisonedEffect();
  await mishaps.poisonedWork();
  await new StagedExchange(stage).missing((objectName) => mishaps.lapsedFile(objectName));
  mishaps.close();
  await everyOperation(stage);
}

/** An investigation that has become part of another, and a transfer that was given up. */
async function endedJointWork(stage: Stage): Promise<void> {
  const investigations = new StagedInvestigations(stage);
  const caseId = await investigations.investigating();
  const mergedInto = await investigations.open();
  const { contentVersion } = await investigations.closingOf(caseId);
  const closing = { outcome: 'merged', mergedInto, contentVersion };
  await investigations.decide(rosterOfficer('yaqian-deputy'), caseId, 'closure', closing);
  await investigations.decide(rosterOfficer('qianqing-deputy'), caseId, 'closure-consent', {
    contentVersion,
  });
  const transfers = new StagedTransfers(stage);
  await transfers.decide(transfers.qianqing, await transfers.cancelled(), 'closure', {});
  await system.settle();
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

describe('the functions', () => {
  it('were all seen at work, but for the one that reads nothing', () => {
    const idle = [...audit.needed.keys()].filter((name) => !calls.some(({ caller }) => caller === name));
    const { graph } = system.local;
    const description = graph
      .ofType('AWS::Lambda::Function')
      .filter(({ logicalId }) => logicalId.startsWith('Apisservicedescription'));
    expect(idle).toEqual(description.map((resource) => graph.refOf(resource)));
  });

  it('may do whatever they did', () => {
    expect(audit.refused()).toEqual([]);
  });

  it('did whatever they may do', () => {
    expect(audit.unused()).toEqual([]);
  });

  it('are refused what goes over an open line', () => {
    const onResources = [...audit.needed.values()].flat().filter(({ action }) => /^(s3|sns):/.test(action));
    const protectedOnes = onResources.filter(({ resource }) => resource.startsWith('arn:'));
    expect(protectedOnes.length).toBeGreaterThan(0);
    const context = { 'aws:SecureTransport': 'false', 's3:TlsVersion': '1.3' };
    for (const access of protectedOnes)
      expect(audit.denied.some((statement) => applies(statement, { ...access, context }))).toBe(true);
  });
});

describe('the function that sends messages', () => {
  it.each(['http', 'capture'] as const)('may do what %s SMS take, and uses it', async (type) => {
    const provider = await SmsProviderStandIn.open([]);
    const sms = type === 'http' ? { type, url: provider.url, timeoutMs: 5_000 } : { type };
    const seen: ObservedCall[] = [];
    const other = await startTestSystem({ sms, observe: (call) => seen.push(call) });
    try {
      await (await stageOn(other)).searching();
      const found = new PermissionAudit(other.local, seen);
      expect(found.refused()).toEqual([]);
      const ofSender = found.unused().filter((line) => line.includes('icationsteps'));
      expect(ofSender.filter((line) => /: (sns|sqs|secretsmanager|kms):/.test(line))).toEqual([]);
      const [, needed = []] = [...found.needed].find(([name]) => name.includes('icationsteps')) ?? [];
      const actions = new Set(needed.map(({ action }) => action));
      expect(actions).toContain(type === 'http' ? 'secretsmanager:GetSecretValue' : 'sqs:SendMessage');
    } finally {
      await other.close();
      await provider.close();
    }
  });
});
