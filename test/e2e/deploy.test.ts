import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';

import { checkMissingElder } from '#cli/demo/check-missing-elder.ts';
import { playMissingElder } from '#cli/demo/play-missing-elder.ts';
import { stationOfAddress } from '#cli/demo/station-of-address.ts';
import { Story } from '#cli/demo/story.ts';
import { NotDeployedError } from '#cli/deployed-stack.ts';
import { verifyCustody } from '#functions/transfer/custody/verify-custody.ts';

import { capturedTelephones } from './captured-telephones.ts';
import { deployedDemoSystem } from './deployed-demo-system.ts';
import { prepareDeployment } from './e2e-deployment.ts';
import { emulatorLimits } from './emulator-limits/index.ts';
import { emulatorTelephones } from './emulator-telephones.ts';
import { Operator } from './operator.ts';
import { providerTelephones, type ProviderTelephones } from './provider-telephones.ts';
import { CommandFailedError } from './shell.ts';
import { signedCustody } from './signed-custody.ts';
import { allTelephones, type Telephones } from './telephones.ts';
import { topicTelephones } from './topic-telephones.ts';
import { widenSignatures, widenTaskAnswers } from './widened-roles.ts';

const { E2E_DIRECTORY: directory, E2E_ENDPOINT: endpoint } = z
  .object({ E2E_DIRECTORY: z.string().min(1), E2E_ENDPOINT: z.enum(['emulator', 'none']) })
  .parse(process.env);
const onEmulator = endpoint === 'emulator';
/** How often a process on the emulator looks whether something is due. */
const LOOK_AGAIN_SECONDS = 4;
const DAY_MS = 86_400_000;

const operator = new Operator(directory, { BORDER815_E2E: directory });
let provider: ProviderTelephones | undefined;
let telephones: Telephones | undefined;

/** The version that is deployed first, and the one that follows: other logs, other code, and on the emulator other SMS. */
function firstVersion() {
  return {
    sms: provider === undefined ? { type: 'capture' } : { type: 'http', url: provider.url },
    lookAgainSeconds: onEmulator ? LOOK_AGAIN_SECONDS : undefined,
    logRetentionDays: 30,
  };
}
function nextVersion() {
  return { ...firstVersion(), ...(onEmulator ? { sms: { type: 'sns' } } : {}), logRetentionDays: 60 };
}

/** The guard stops the upgrade, which takes the key of the SMS provider away; it says what allows that, and nothing else. */
async function allowTheProviderToGo(): Promise<void> {
  const refusal = await operator.undertake('upgrade').catch((error: unknown) => error);
  const { printed } = z.instanceof(CommandFailedError).parse(refusal);
  const proposals = [...printed.matchAll(/to allow it: (\{.*\})/g)].map(([, proposal = '']) => proposal);
  const tomorrow = new Date(Date.now() + DAY_MS).toISOString().slice(0, 10);
  const decision = {
    reason: 'SMS go out by SNS from now on.',
    approvedBy: 'end-to-end suite',
    expires: tomorrow,
  };
  expect(printed.match(/NOT ALLOWED .*/g)?.every((line) => line.includes(' SmsKey'))).toBe(true);
  operator.allow(
    proposals.map((proposal) => ({ ...z.looseObject({}).parse(JSON.parse(proposal)), ...decision })),
  );
}

/** Those of the deployment's stacks that are there, in whatever state. */
async function standingStacks(): Promise<string[]> {
  const names = (['stateful', 'stateless'] as const).map((which) =>
    operator.stackName(which).catch((error: unknown) => {
      if (error instanceof NotDeployedError) return '';
      throw error;
    }),
  );
  return (await Promise.all(names)).filter((name) => name !== '');
}

beforeAll(async () => {
  const standing = await standingStacks();
  if (standing.length > 0)
    throw new Error(`The suite would remove what stands already: ${standing.join(', ')}.`);
  if (onEmulator) provider = await providerTelephones();
});

afterAll(async () => {
  await telephones?.close();
});

describe('a deployment, by the commands of the README', () => {
  it('is made, with accounts, rosters and a signed-in administrator', async () => {
    await operator.undertake('deploy', {
      'cp ': () => prepareDeployment(operator.deploymentFile, firstVersion()),
      'cdk deploy': async () => {
        if (!onEmulator) return;
        const stack = await operator.stackName('stateless');
        await widenTaskAnswers(stack);
        await widenSignatures(stack, await operator.stackName('stateful'));
        await provider?.giveKey(await operator.output('stateful', 'SmsKeySecretArn'));
      },
    });
    telephones = allTelephones([
      ...(provider === undefined
        ? []
        : [provider, emulatorTelephones(process.env['AWS_ENDPOINT_URL'] ?? '')]),
      ...(onEmulator ? [] : [capturedTelephones(await operator.output('stateless', 'CapturedSmsQueueUrl'))]),
      await topicTelephones(await operator.stackName('stateful')),
    ]);
    expect(await operator.output('stateless', 'ApiUrl')).toMatch(onEmulator ? /^http:/ : /^https:/);
    expect(await telephones.received()).toEqual([]);
  });

  it('lets nobody in without a token of its own issuer', async () => {
    const url = new URL('/v1/inbox', await operator.output('stateless', 'ApiUrl'));
    const token = await operator.tokenFor('yaqian-duty-1');
    const [header = '', payload = '', signature = ''] = token.split('.');
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const forged = Buffer.from(JSON.stringify(Object.assign({}, claims, { 'custom:station': 'qianqing' })));
    const answer = async (authorization?: string) =>
      (await fetch(url, { headers: authorization === undefined ? {} : { authorization } })).status;
    expect(await answer(`Bearer ${token}`)).toBe(200);
    expect(await answer()).toBe(401);
    expect(await answer('Bearer none')).toBe(401);
    expect(await answer(`Bearer ${header}.${forged.toString('base64url')}.${signature}`)).toBe(401);
  });

  it('plays the missing elder, is upgraded in the middle of it, and finishes the case', async () => {
    if (telephones === undefined) throw new Error('There are no telephones.');
    const system = await deployedDemoSystem({
      url: await operator.output('stateless', 'ApiUrl'),
      telephones,
      tokenFor: (officerId) => operator.tokenFor(officerId),
      pendingEffects: () => operator.pendingEffects(),
    });
    const told: string[] = [];
    let upgraded = false;
    const result = await playMissingElder(new Story(system, (line) => told.push(line)), async () => {
      prepareDeployment(operator.deploymentFile, nextVersion());
      if (onEmulator) await allowTheProviderToGo();
      await operator.undertake('upgrade');
      upgraded = true;
    });
    checkMissingElder(result, stationOfAddress);
    expect(upgraded).toBe(true);
    expect(told.length).toBeGreaterThan(10);
  });

  it('records custody by keys that never leave KMS, and the chain is verified on this machine', async () => {
    const { custody, kept } = await signedCustody(operator);
    expect(custody.heads.map(({ signature }) => signature.stationId).toSorted()).toEqual([
      'qianqing',
      'yaqian',
    ]);
    expect(verifyCustody(custody, kept)).toEqual([]);
  });

  it.runIf(onEmulator).each(emulatorLimits)('the emulator still cannot: $what', async (limit) => {
    expect(await limit.canByNow(operator), `It can by now. Instead of it: ${limit.instead}.`).toBe(false);
  });

  it('is removed, and nothing of it stays', async () => {
    await telephones?.close();
    telephones = undefined;
    await operator.deletePhotos();
    await operator.undertake('remove');
    expect(await standingStacks()).toEqual([]);
  });
});
