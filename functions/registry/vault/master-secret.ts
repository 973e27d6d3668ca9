/** What wraps the persons' keys, and what hashes search terms: 32 bytes each. */
export interface MasterSecret {
  readonly wrapping: Uint8Array;
  readonly hashing: Uint8Array;
}

/** Length of the two together. */
export const MASTER_SECRET_BYTES = 64;

/** The master secret of these 64 bytes. */
export function masterSecretOf(bytes: Uint8Array): MasterSecret {
  if (bytes.length !== MASTER_SECRET_BYTES)
    throw new Error(`The master secret has ${bytes.length} bytes instead of ${MASTER_SECRET_BYTES}.`);
  return { wrapping: bytes.subarray(0, 32), hashing: bytes.subarray(32) };
}
