import * as z from 'zod';

import { DomainError } from '#platform/errors.ts';

/** Bytes as base64, written the one way there is: a spelling that stands for the same bytes is none. */
export const base64Schema = z
  .string()
  .refine((text) => text !== '' && Buffer.from(text, 'base64').toString('base64') === text, 'is no base64');

/** ECDSA on P-256 with SHA-256, by the name that the key service gives it. */
export const signatureAlgorithmSchema = z.literal('ECDSA_SHA_256');

/** A station's signature: by which of its keys, and the DER form of the two numbers. */
export const stationSignatureSchema = z.strictObject({
  stationId: z.string(),
  keyId: z.string(),
  algorithm: signatureAlgorithmSchema,
  value: base64Schema,
});

/** A station's signature. */
export type StationSignature = z.infer<typeof stationSignatureSchema>;

/** The public half of a station's key, as SubjectPublicKeyInfo (DER): whoever has it can check signatures. */
export const stationPublicKeySchema = z.strictObject({
  stationId: z.string(),
  keyId: z.string(),
  algorithm: signatureAlgorithmSchema,
  publicKey: base64Schema,
});

/** The public half of a station's key. */
export type StationPublicKey = z.infer<typeof stationPublicKeySchema>;

/**
 * Signs for stations. A private key never leaves the place where it was made; adapters: `KmsStationSigner`, and a key in
 * the process for tests.
 */
export interface StationSigner {
  /**
   * @param bytes 4096 at most, which is what the key service takes: of anything longer the digest is signed
   * @throws SignatureUnavailableError when the station's key cannot be used now
   */
  sign(stationId: string, bytes: Uint8Array): Promise<StationSignature>;
  /**
   * The key by which `sign` signs for the station.
   * @throws SignatureUnavailableError when it cannot be had now
   */
  publicKey(stationId: string): Promise<StationPublicKey>;
}

/** A station's key cannot be used now, so what it has to sign was not written. */
export class SignatureUnavailableError extends DomainError {
  readonly status = 503;

  constructor() {
    super(
      'signature-unavailable',
      'The key of the station cannot sign now, and nothing was written. Send it again with the same key.',
    );
  }
}
