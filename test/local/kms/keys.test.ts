import { createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  KMSClient,
  SignCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { answerKms } from '#local/kms/kms-endpoint.ts';
import { KeyStore } from '#local/kms/key-store.ts';
import { openLoopbackServer, type LoopbackServer } from '#local/server/loopback-server.ts';
import { AwsServiceError } from '#local/server/service-error.ts';
import { TemplateGraph } from '#local/template/template-graph.ts';
import { templateSchema } from '#local/template/template.ts';
import { KmsStationSigner } from '#platform/signature/kms-station-signer.ts';
import { SignatureUnavailableError } from '#platform/signature/station-signer.ts';

const environment = {
  partition: 'aws',
  region: 'us-east-1',
  account: '000000000000',
  urlSuffix: 'amazonaws.com',
  apiUrl: 'http://127.0.0.1:1',
  awsUrl: 'http://127.0.0.1:2',
};
const signing = { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' };

function keysOf(keys: Readonly<Record<string, object>>, path?: string): KeyStore {
  const resources = Object.entries(keys).flatMap(([name, Properties]) => [
    [name, { Type: 'AWS::KMS::Key', Properties }],
    [
      `${name}Alias`,
      {
        Type: 'AWS::KMS::Alias',
        Properties: { AliasName: `alias/station-${name}`, TargetKeyId: { 'Fn::GetAtt': [name, 'Arn'] } },
      },
    ],
  ]);
  const template = templateSchema.parse({ Resources: Object.fromEntries(resources) });
  return new KeyStore(new TemplateGraph({ Stack: template }, environment), path);
}

const folder = mkdtempSync(join(tmpdir(), 'border815-keys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the keys of the templates', () => {
  test('are kept, for nobody else to read', () => {
    const path = join(folder, 'keys.json');
    const first = keysOf({ yaqian: signing, registry: {} }, path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const second = keysOf({ yaqian: signing, registry: {}, qianqing: signing }, path);
    for (const name of ['yaqian', 'registry']) {
      const kept = first.find(`alias/station-${name}`);
      expect(kept).toHaveProperty(name === 'registry' ? 'bytes' : 'publicKey');
      expect(JSON.stringify(second.find(`alias/station-${name}`))).toBe(JSON.stringify(kept));
    }
  });

  test('that sign otherwise are refused, naming the property', () => {
    expect(() => keysOf({ yaqian: { ...signing, KeySpec: 'RSA_2048' } })).toThrow(
      /KeySpec: must be "ECC_NIST_P256"/,
    );
  });
});

describe('a station that signs by its key', () => {
  let server: LoopbackServer;
  let client: KMSClient;
  const faults: object[] = [];
  let signer: KmsStationSigner;

  beforeAll(async () => {
    const keys = keysOf({ yaqian: signing, registry: {}, qianqing: { ...signing, Enabled: false } });
    server = await openLoopbackServer(0);
    server.answerBy({
      bodyLimit: 10_000,
      handle: async (request) => {
        const [, action = ''] = String(request.headers['x-amz-target']).split('.');
        try {
          return answerKms(action, request, keys);
        } catch (error) {
          if (!(error instanceof AwsServiceError)) throw error;
          return { status: 400, headers: { 'x-amzn-errortype': error.code }, body: '{}' };
        }
      },
      tooLarge: () => ({ status: 413, headers: {}, body: '' }),
    });
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
    client = new KMSClient({ endpoint: server.url, region: 'us-east-1', credentials, maxAttempts: 1 });
    signer = new KmsStationSigner(client, 'alias/station-', (fault) => faults.push(fault));
  });
  afterAll(async () => {
    client.destroy();
    await server.close();
  });

  test('is believed by whoever has its public key, and by nobody for other bytes', async () => {
    const bytes = Buffer.from('custody');
    const { value, keyId } = await signer.sign('yaqian', bytes);
    const key = await signer.publicKey('yaqian');
    expect(key.keyId).toBe(keyId);
    const publicKey = createPublicKey({
      key: Buffer.from(key.publicKey, 'base64'),
      format: 'der',
      type: 'spki',
    });
    expect(verify('sha256', bytes, publicKey, Buffer.from(value, 'base64'))).toBe(true);
    expect(verify('sha256', Buffer.from('custodx'), publicKey, Buffer.from(value, 'base64'))).toBe(false);
  });

  test.each([
    ['nobody', 'NotFoundException'],
    ['qianqing', 'DisabledException'],
  ])('"%s" cannot, which is said with the name of the fault and no more', async (stationId, fault) => {
    await expect(signer.sign(stationId, Buffer.from('x'))).rejects.toThrow(SignatureUnavailableError);
    expect(faults.at(-1)).toEqual({ stationId, fault });
  });

  test('a data key is opened by the key that made it, in the context in which it was made, and by nothing else', async () => {
    const KeyId = 'alias/station-registry';
    const EncryptionContext = { use: 'resident-registry' };
    const made = await client.send(
      new GenerateDataKeyCommand({ KeyId, NumberOfBytes: 64, EncryptionContext }),
    );
    const { CiphertextBlob = Buffer.alloc(0), Plaintext } = made;
    expect(Plaintext).toHaveLength(64);
    const opened = await client.send(new DecryptCommand({ KeyId, CiphertextBlob, EncryptionContext }));
    expect(Buffer.from(opened.Plaintext ?? [])).toEqual(Buffer.from(Plaintext ?? []));
    await expect(client.send(new DecryptCommand({ KeyId, CiphertextBlob }))).rejects.toMatchObject({
      name: 'InvalidCiphertextException',
    });
    await expect(
      client.send(new GenerateDataKeyCommand({ KeyId: 'alias/station-yaqian', NumberOfBytes: 64 })),
    ).rejects.toMatchObject({ name: 'InvalidKeyUsageException' });
  });

  test('and what is not answered here is refused by the name that AWS has for it', async () => {
    const KeyId = 'alias/station-yaqian';
    expect((await client.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata?.KeyState).toBe('Enabled');
    await expect(
      client.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('x') })),
    ).rejects.toMatchObject({
      name: 'UnsupportedOperationException',
    });
    await expect(
      client.send(
        new SignCommand({
          KeyId,
          Message: Buffer.alloc(4097),
          MessageType: 'RAW',
          SigningAlgorithm: 'ECDSA_SHA_256',
        }),
      ),
    ).rejects.toMatchObject({ name: 'ValidationException' });
  });
});
