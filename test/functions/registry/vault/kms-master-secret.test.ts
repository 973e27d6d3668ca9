import type { DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { expect, test } from 'vitest';

import { kmsMasterSecret } from '#functions/registry/vault/kms-master-secret.ts';
import { MemoryStore } from '#test/support/memory-store.ts';

/** A key service that draws another secret each time, counts, and fails as often as it is told. */
class CountingKeyService {
  generated = 0;
  decrypted = 0;
  failures = 0;

  get client(): KMSClient {
    return { send: (command: unknown) => this.#answer(command) } as unknown as KMSClient;
  }

  async #answer(command: unknown): Promise<object> {
    const { input } = command as GenerateDataKeyCommand | DecryptCommand;
    if (input.EncryptionContext?.['use'] !== 'resident-registry') throw new Error('wrong context');
    if (this.failures > 0) {
      this.failures--;
      throw new Error('the key service does not answer');
    }
    if ('NumberOfBytes' in input) return { CiphertextBlob: new Uint8Array(64).fill(++this.generated) };
    this.decrypted++;
    return { Plaintext: 'CiphertextBlob' in input ? input.CiphertextBlob : undefined };
  }
}

test('the first that needs the secret draws it; whoever comes later has the same, and asks the key service once', async () => {
  const store = new MemoryStore();
  const service = new CountingKeyService();
  const first = kmsMasterSecret(service.client, 'key', store);
  const secret = await first();
  await first();
  expect(await kmsMasterSecret(service.client, 'key', store)()).toEqual(secret);
  expect(service).toMatchObject({ generated: 1, decrypted: 2 });
});

test('two that draw it at the same instant end with one', async () => {
  const store = new MemoryStore();
  const service = new CountingKeyService();
  const [one, other] = await Promise.all([
    kmsMasterSecret(service.client, 'key', store)(),
    kmsMasterSecret(service.client, 'key', store)(),
  ]);
  expect(one).toEqual(other);
});

test('a key service that fails is asked again', async () => {
  const service = new CountingKeyService();
  const secret = kmsMasterSecret(service.client, 'key', new MemoryStore());
  service.failures = 1;
  await expect(secret()).rejects.toThrow('does not answer');
  expect((await secret()).wrapping).toHaveLength(32);
});
