import * as z from 'zod';

import { decrypt, generateDataKey } from '#local/kms/data-keys.ts';
import type { EncryptingKey, KeyStore, SigningKey } from '#local/kms/key-store.ts';
import type { LoopbackRequest, LoopbackResponse } from '#local/server/loopback-server.ts';
import { AwsServiceError } from '#local/server/service-error.ts';

/** A message to be signed as it is has at most so many bytes. */
const LONGEST_MESSAGE = 4096;
const ALGORITHM = 'ECDSA_SHA_256';

const namedSchema = z.looseObject({ KeyId: z.string() });
const signSchema = z.looseObject({
  KeyId: z.string(),
  Message: z.base64(),
  MessageType: z.literal('RAW', { error: 'only "RAW" messages are signed here' }).default('RAW'),
  SigningAlgorithm: z.literal(ALGORITHM, { error: `must be "${ALGORITHM}"` }),
});

const contextSchema = z.record(z.string(), z.string()).default({});
const dataKeySchema = z.looseObject({
  KeyId: z.string(),
  NumberOfBytes: z.int().min(1).max(1024),
  EncryptionContext: contextSchema,
});
const decryptSchema = z.looseObject({
  KeyId: z.string(),
  CiphertextBlob: z.base64(),
  EncryptionContext: contextSchema,
});

/** Answers the KMS calls of the SDK (AWS JSON 1.1) for the keys of the templates. */
export function answerKms(action: string, request: LoopbackRequest, keys: KeyStore): LoopbackResponse {
  const input: unknown = JSON.parse(request.body.toString());
  return {
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify(answer(action, input, keys)),
  };
}

function answer(action: string, input: unknown, keys: KeyStore): object {
  switch (action) {
    case 'Sign': {
      const { KeyId, Message, SigningAlgorithm } = parse(signSchema, input);
      const message = Buffer.from(Message, 'base64');
      if (message.length > LONGEST_MESSAGE)
        throw new AwsServiceError('ValidationException', `Message has more than ${LONGEST_MESSAGE} bytes.`);
      const key = signing(usable(KeyId, keys));
      return { KeyId: key.arn, Signature: key.sign(message).toString('base64'), SigningAlgorithm };
    }
    case 'GetPublicKey': {
      const key = signing(usable(parse(namedSchema, input).KeyId, keys));
      return { ...described(key), PublicKey: key.publicKey.toString('base64') };
    }
    case 'DescribeKey': {
      const key = found(parse(namedSchema, input).KeyId, keys);
      return {
        KeyMetadata: {
          ...described(key),
          Arn: key.arn,
          KeyId: key.arn.slice(key.arn.lastIndexOf('/') + 1),
          Enabled: key.enabled,
          KeyState: key.enabled ? 'Enabled' : 'Disabled',
        },
      };
    }
    case 'GenerateDataKey': {
      const { KeyId, NumberOfBytes, EncryptionContext } = parse(dataKeySchema, input);
      const key = encrypting(usable(KeyId, keys));
      return { KeyId: key.arn, ...generateDataKey(key, NumberOfBytes, EncryptionContext) };
    }
    case 'Decrypt': {
      const { KeyId, CiphertextBlob, EncryptionContext } = parse(decryptSchema, input);
      const key = encrypting(usable(KeyId, keys));
      return { KeyId: key.arn, ...decrypt(key, CiphertextBlob, EncryptionContext) };
    }
    default:
      throw new AwsServiceError('UnsupportedOperationException', `KMS ${action} is not answered here.`);
  }
}

function described(key: SigningKey | EncryptingKey): object {
  const { arn } = key;
  if (!('sign' in key)) return { KeyId: arn, KeySpec: 'SYMMETRIC_DEFAULT', KeyUsage: 'ENCRYPT_DECRYPT' };
  return { KeyId: arn, KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY', SigningAlgorithms: [ALGORITHM] };
}

function signing(key: SigningKey | EncryptingKey): SigningKey {
  if ('sign' in key) return key;
  throw new AwsServiceError('InvalidKeyUsageException', `${key.arn} does not sign.`);
}

function encrypting(key: SigningKey | EncryptingKey): EncryptingKey {
  if ('bytes' in key) return key;
  throw new AwsServiceError('InvalidKeyUsageException', `${key.arn} does not encrypt.`);
}

function usable(named: string, keys: KeyStore): SigningKey | EncryptingKey {
  const key = found(named, keys);
  if (!key.enabled) throw new AwsServiceError('DisabledException', `${key.arn} is disabled.`);
  return key;
}

function found(named: string, keys: KeyStore): SigningKey | EncryptingKey {
  const key = keys.find(named);
  if (key !== undefined) return key;
  const what = named.includes('alias/') ? 'Alias' : 'Key';
  throw new AwsServiceError('NotFoundException', `${what} ${named} is not found.`);
}

function parse<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new AwsServiceError('ValidationException', z.prettifyError(result.error));
}
