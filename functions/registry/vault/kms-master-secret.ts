import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import * as z from 'zod';

import { ConditionFailedError, type ItemStore, type Key } from '#platform/store/item-store.ts';

import { MASTER_SECRET_BYTES, masterSecretOf, type MasterSecret } from './master-secret.ts';

const masterKey: Key = { pk: 'PERSONKEY#MASTER', sk: 'KEY' };
const wrappedSchema = z.object({ wrapped: z.base64() });
/** Authenticated by the key service with the ciphertext, and written into its trail. */
const EncryptionContext = { use: 'resident-registry' };

/**
 * The master secret, wrapped by a key of the key service, in the store. The first function that needs it draws it. Opened once
 * for each function instance; a failure is not remembered.
 */
export function kmsMasterSecret(
  kms: KMSClient,
  keyId: string,
  store: ItemStore,
): () => Promise<MasterSecret> {
  let opened: Promise<MasterSecret> | undefined;
  const open = async (): Promise<MasterSecret> => {
    const wrapped =
      (await store.get(masterKey, wrappedSchema))?.body.wrapped ?? (await draw(kms, keyId, store));
    const CiphertextBlob = Buffer.from(wrapped, 'base64');
    const { Plaintext } = await kms.send(
      new DecryptCommand({ KeyId: keyId, CiphertextBlob, EncryptionContext }),
    );
    if (Plaintext === undefined) throw new Error('The key service answered without a plaintext.');
    return masterSecretOf(Plaintext);
  };
  return () => {
    opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
}

/** A new secret, unless another instance has written one a moment before: then that one. */
async function draw(kms: KMSClient, keyId: string, store: ItemStore): Promise<string> {
  const { CiphertextBlob } = await kms.send(
    new GenerateDataKeyCommand({ KeyId: keyId, NumberOfBytes: MASTER_SECRET_BYTES, EncryptionContext }),
  );
  if (CiphertextBlob === undefined) throw new Error('The key service answered without a ciphertext.');
  const wrapped = Buffer.from(CiphertextBlob).toString('base64');
  try {
    await store.transact([
      { kind: 'create', item: { key: masterKey, entity: 'masterKey', body: { wrapped } } },
    ]);
    return wrapped;
  } catch (error) {
    const earlier = error instanceof ConditionFailedError && (await store.get(masterKey, wrappedSchema));
    if (!earlier) throw error;
    return earlier.body.wrapped;
  }
}
