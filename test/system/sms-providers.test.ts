import { randomBytes } from 'node:crypto';

import {
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';

import { ApiClient } from '#cli/demo/api-client.ts';
import { exampleRosters, loadExampleRosters } from '#cli/load-example-rosters.ts';
import { loadDeploymentFile } from '#infra/deployment-file.ts';
import type { LocalSystem } from '#local/system/local-system.ts';
import { SmsProviderStandIn } from '#test/support/sms-provider.ts';

import { filesBelow } from './support/canaries.ts';
import { Stage } from './support/stage.ts';
import { startTestSystem, type TestSystemOptions } from './support/start-stage.ts';
import { rosterOfficer } from './support/test-officer.ts';

const { deployment } = loadDeploymentFile('config/example.deployment.json');
const dutyRoom = (stationId: string) =>
  deployment.stations.find(({ id }) => id === stationId)?.contacts.telephones[0] ?? '';
const telephonesOf = (stationId: string) =>
  exampleRosters()[stationId]?.officers.map(({ telephone }) => telephone) ?? [];

const deliverySchema = z.looseObject({
  channel: z.string(),
  stationId: z.string(),
  outcome: z.string(),
  error: z.string().optional(),
});

/** A stage whose SMS go elsewhere than into the outbox. */
async function startElsewhere(options: TestSystemOptions): Promise<{ stage: Stage; local: LocalSystem }> {
  const system = await startTestSystem(options);
  await loadExampleRosters(
    async (officerId) => new ApiClient(system.url, await system.token(rosterOfficer(officerId))),
  );
  await system.settle();
  return { stage: new Stage(system), local: system.local };
}

async function deliveriesOf({ system }: Stage, caseId: string) {
  const items = await system.items(`CASE#${caseId}`, 'DELIVERY#');
  return items.map(({ body }) => deliverySchema.parse(body));
}

let local: LocalSystem;
let stage: Stage;

describe('in aws-cn, with a provider of SMS that is reached by HTTP', () => {
  let provider: SmsProviderStandIn;
  let secrets: SecretsManagerClient;
  let SecretId: string;
  let key: string;
  let nextKey: string;

  beforeAll(async () => {
    provider = await SmsProviderStandIn.open([]);
    const sms = { type: 'http', url: provider.url, timeoutMs: 5_000 } as const;
    ({ stage, local } = await startElsewhere({ sms, region: 'cn-north-1' }));
    provider.now = () => local.now();
    const { awsUrl: endpoint, region } = local.environment;
    secrets = new SecretsManagerClient({ endpoint, region, credentials: local.credentials });
    const { SecretList = [] } = await secrets.send(new ListSecretsCommand({}));
    SecretId = SecretList[0]?.ARN ?? '';
    const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId }));
    ({ current: key } = z.object({ current: z.string() }).parse(JSON.parse(SecretString)));
    // The key is being changed: the provider knows the following one already.
    nextKey = `whsec_${randomBytes(32).toString('base64')}`;
    const both = JSON.stringify({ current: key, next: nextKey });
    await secrets.send(new PutSecretValueCommand({ SecretId, SecretString: both }));
    provider.keys = [nextKey];
  }, 240_000);

  afterAll(async () => {
    secrets?.destroy();
    await local?.close();
    await provider?.close();
  });

  test('the stack makes a key that an administrator can read and hand over', () => {
    expect(local.environment.partition).toBe('aws-cn');
    expect(key).toMatch(/^[A-Za-z0-9]{64}$/);
  });

  test('an alert reaches the duty room and the officer on duty by the provider, signed, and mailboxes by SNS', async () => {
    const caseId = await stage.searching();
    const reached = provider.messages.map(({ to }) => to);
    expect(reached).toContain(dutyRoom('qianqing'));
    expect(telephonesOf('qianqing').some((telephone) => reached.includes(telephone))).toBe(true);
    expect(new Set(reached).size).toBe(reached.length);
    expect(provider.requests).toHaveLength(provider.messages.length);
    expect(stage.system.messages().map(({ channel }) => channel)).not.toContain('sms');
    expect(stage.system.messages().some(({ to }) => to === 'duty@qianqing.example')).toBe(true);
    const outcomes = (await deliveriesOf(stage, caseId)).map(({ outcome }) => outcome);
    expect(new Set(outcomes)).toEqual(new Set(['published']));
  });

  test('the link in such an SMS acknowledges the alert', async () => {
    provider.messages.length = 0;
    const caseId = await stage.searching();
    const sms = provider.messages.find(({ to }) => telephonesOf('qianqing').includes(to));
    const [path = ''] = /\/l\/[\w-]{22}$/.exec(sms?.text ?? '') ?? [];
    const { status } = await stage.send({ method: 'POST', path, json: {} });
    expect(status).toBe(200);
    await stage.system.settle();
    const { body } = z
      .looseObject({
        body: z.looseObject({ legs: z.record(z.string(), z.looseObject({ status: z.string() })) }),
      })
      .parse((await stage.system.items(`CASE#${caseId}`, 'NOTIFICATION#'))[0]);
    expect(body.legs['qianqing']?.status).toBe('acknowledged');
  });

  test('a provider that fails makes the case say "telephone them", with a name and no number', async () => {
    provider.answer = ({ body }) => (body.includes(dutyRoom('qianqing')) ? 503 : 422);
    const caseId = await stage.searching();
    provider.answer = () => undefined;
    const failed = (await deliveriesOf(stage, caseId)).filter(({ stationId }) => stationId === 'qianqing');
    expect(failed.map(({ channel, outcome, error }) => `${channel} ${outcome} ${error}`)).toEqual(
      expect.arrayContaining(['topic unconfirmed SmsFault503Error', 'sms failed SmsRefused422Error']),
    );
    const events = JSON.stringify(await stage.system.items(`CASE#${caseId}`, 'EVENT#'));
    expect(events).toContain('deliveryFailed');
    expect(events).not.toMatch(/\+?86139000/);
  });

  test('nothing of number, text or key is in the functions’ logs', async () => {
    const files = filesBelow(local.logDirectory, []);
    expect([...files.keys()].join()).toContain('icationsteps');
    const logs = [...files.values()].join('\n');
    for (const secret of [key, nextKey]) expect(logs).not.toContain(secret);
    expect(logs).not.toMatch(/86139000|走失/);
  });

  test('a provider that knows only the key that is leaving takes messages over as well, one that knows neither does not', async () => {
    provider.messages.length = 0;
    provider.keys = [key];
    await stage.searching();
    expect(provider.messages).not.toEqual([]);
    provider.keys = [`whsec_${randomBytes(32).toString('base64')}`];
    const caseId = await stage.searching();
    const errors = (await deliveriesOf(stage, caseId)).map(({ error }) => error);
    expect(new Set(errors)).toEqual(new Set(['SmsRefused401Error']));
  });
});

describe('in stage dev, with captured SMS', () => {
  beforeAll(async () => {
    ({ stage, local } = await startElsewhere({ sms: { type: 'capture' } }));
  }, 240_000);

  afterAll(() => local?.close());

  test('a queue holds what telephones would have received, each with its number, and no telephone has it', async () => {
    await stage.searching();
    const captured = local.queues
      .get('SmsCaptured')
      .messages.map(({ body }) =>
        z.strictObject({ deliveryId: z.string(), to: z.string(), text: z.string() }).parse(JSON.parse(body)),
      );
    const reached = captured.map(({ to }) => to);
    expect(reached).toContain(dutyRoom('qianqing'));
    expect(telephonesOf('qianqing').some((telephone) => reached.includes(telephone))).toBe(true);
    expect(stage.system.messages().map(({ channel }) => channel)).not.toContain('sms');
  });
});
