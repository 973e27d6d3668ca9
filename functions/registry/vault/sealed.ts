import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

import * as z from 'zod';

import type { PersonKey, Sealed } from './person-vault.ts';

/** NIST SP 800-38D: a nonce of 96 bits, drawn at random for each sealing; a person's key seals far fewer than 2^32 times. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const ALGORITHM = 'aes-256-gcm';

/** Something that was sealed, as it is kept. */
export const sealedSchema = z.strictObject({ sealed: z.base64() });

/** Encrypts and authenticates: nonce, ciphertext, tag. `context` is authenticated, and not kept. */
export function sealBytes(key: Uint8Array, content: Uint8Array, context: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES }).setAAD(
    Buffer.from(context),
  );
  return Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

/** What `sealBytes` sealed. @throws Error for another key or context, and for whatever was altered */
export function openBytes(key: Uint8Array, sealed: Uint8Array, context: string): Buffer {
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const tag = sealed.subarray(-TAG_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(context))
    .setAuthTag(tag);
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
}

/** A person's key of these 32 bytes: what it seals says whose it is, so that nothing passes for somebody else's. */
export function personKeyOf(personId: string, bytes: Uint8Array): PersonKey {
  const bound = (context: string) => `${personId}#${context}`;
  return {
    seal: (value, context): Sealed => ({
      sealed: sealBytes(bytes, Buffer.from(JSON.stringify(value)), bound(context)).toString('base64'),
    }),
    open: ({ sealed }, context, schema) =>
      schema.parse(JSON.parse(openBytes(bytes, Buffer.from(sealed, 'base64'), bound(context)).toString())),
  };
}
