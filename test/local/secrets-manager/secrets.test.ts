import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  GetSecretValueCommand,
  DeleteSecretCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';

import { answerSecretsManager } from '#local/secrets-manager/secrets-endpoint.ts';
import { Secrets } from '#local/secrets-manager/secrets.ts';
import { openLoopbackServer, type LoopbackServer } from '#local/server/loopback-server.ts';
import { AwsServiceError } from '#local/server/service-error.ts';
import { TemplateGraph } from '#local/template/template-graph.ts';
import { templateSchema } from '#local/template/template.ts';

const environment = {
  partition: 'aws-cn',
  region: 'cn-north-1',
  account: '000000000000',
  urlSuffix: 'amazonaws.com.cn',
  apiUrl: 'http://127.0.0.1:1',
  awsUrl: 'http://127.0.0.1:2',
};

function secretsOf(Properties: object, path?: string): Secrets {
  const template = templateSchema.parse({
    Resources: { Key: { Type: 'AWS::SecretsManager::Secret', Properties } },
  });
  return new Secrets(new TemplateGraph({ Stack: template }, environment), path);
}

const generated = {
  GenerateSecretString: {
    SecretStringTemplate: '{"user":"border815"}',
    GenerateStringKey: 'current',
    PasswordLength: 64,
    ExcludePunctuation: true,
  },
};
const arn = 'arn:aws-cn:secretsmanager:cn-north-1:000000000000:secret:Stack-Key-local0';
const folder = mkdtempSync(join(tmpdir(), 'border815-secrets-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a secret of a template', () => {
  test('is made as it says: what the template has, and a text of that length under its key', () => {
    const value: unknown = JSON.parse(secretsOf(generated).valueOf(arn) ?? '');
    expect(value).toEqual({ user: 'border815', current: expect.stringMatching(/^[A-Za-z0-9]{64}$/) });
    expect(secretsOf(generated).valueOf(arn)).not.toBe(JSON.stringify(value));
    expect(secretsOf({ SecretString: 'as given' }).valueOf(arn)).toBe('as given');
  });

  test('that asks for what cannot be made here is refused, naming the property', () => {
    expect(() =>
      secretsOf({ GenerateSecretString: { GenerateStringKey: 'a', ExcludeNumbers: true } }),
    ).toThrow(/Stack.*Key.*ExcludeNumbers/s);
  });

  test('is the same after a restart, in a file for its owner only', () => {
    const path = join(folder, 'secrets.json');
    const before = secretsOf(generated, path).valueOf(arn);
    expect(secretsOf(generated, path).valueOf(arn)).toBe(before);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(path, 'utf8')))[arn]).toBe(before);
  });
});

describe('the endpoint, by AWS’s SDK', () => {
  let server: LoopbackServer;
  let client: SecretsManagerClient;
  const secrets = secretsOf({ SecretString: 'first' });

  beforeAll(async () => {
    server = await openLoopbackServer(0);
    server.answerBy({
      bodyLimit: 1_000_000,
      tooLarge: () => ({ status: 413 }),
      handle: async (request) => {
        const [, action = ''] = String(request.headers['x-amz-target']).split('.');
        try {
          return answerSecretsManager(action, request, secrets);
        } catch (error) {
          if (!(error instanceof AwsServiceError)) throw error;
          return { status: 400, body: JSON.stringify({ __type: error.code, message: error.message }) };
        }
      },
    });
    client = new SecretsManagerClient({
      endpoint: server.url,
      region: 'cn-north-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
  });

  afterAll(async () => {
    client.destroy();
    await server.close();
  });

  test.each([arn, 'Stack-Key'])('gives and changes a secret that is called %s', async (SecretId) => {
    const text = `for ${SecretId}`;
    await client.send(new PutSecretValueCommand({ SecretId, SecretString: text }));
    const { SecretString, ARN, VersionStages } = await client.send(new GetSecretValueCommand({ SecretId }));
    expect({ SecretString, ARN, VersionStages }).toEqual({
      SecretString: text,
      ARN: arn,
      VersionStages: ['AWSCURRENT'],
    });
  });

  test('lists them', async () => {
    const { SecretList } = await client.send(new ListSecretsCommand({}));
    expect(SecretList).toEqual([{ ARN: arn, Name: 'Stack-Key' }]);
  });

  test('knows no other secret, and does nothing else', async () => {
    const reading = client.send(new GetSecretValueCommand({ SecretId: 'Stack-Other' }));
    await expect(reading).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(client.send(new DeleteSecretCommand({ SecretId: arn }))).rejects.toMatchObject({
      name: 'InvalidRequestException',
    });
  });
});
