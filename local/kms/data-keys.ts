import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

import canonicalize from 'canonicalize';

import type { EncryptingKey } from '#local/kms/key-store.ts';
import { AwsServiceError } from '#local/server/service-error.ts';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

type Context = Readonly<Record<string, string>>;

/** A data key, in clear and encrypted by `key` together with its context. */
export function generateDataKey({ bytes }: EncryptingKey, length: number, context: Context): object {
  const plaintext = randomBytes(length);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, bytes, nonce).setAAD(authenticated(context));
  const sealed = Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
  return { Plaintext: plaintext.toString('base64'), CiphertextBlob: sealed.toString('base64') };
}

/** What was encrypted by `key` in that context. @throws AwsServiceError for any other key or context */
export function decrypt({ bytes }: EncryptingKey, ciphertext: string, context: Context): object {
  const sealed = Buffer.from(ciphertext, 'base64');
  try {
    const decipher = createDecipheriv(ALGORITHM, bytes, sealed.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(authenticated(context))
      .setAuthTag(sealed.subarray(-TAG_BYTES));
    const content = decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES));
    return { Plaintext: Buffer.concat([content, decipher.final()]).toString('base64') };
  } catch {
    throw new AwsServiceError(
      'InvalidCiphertextException',
      'It was not encrypted by this key in this context.',
    );
  }
}

function authenticated(context: Context): Buffer {
  return Buffer.from(canonicalize(context) ?? '');
}
