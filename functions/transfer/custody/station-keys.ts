import { createPublicKey, verify, type KeyObject } from 'node:crypto';

import {
  stationPublicKeySchema,
  type StationPublicKey,
  type StationSignature,
} from '#platform/signature/station-signer.ts';

/** What became of checking a signature. */
export type SignatureCheck = 'genuine' | 'forged' | 'keyMissing';

/** The public keys by which the signatures of one file are checked. Uses nothing but Node's own cryptography. */
export class StationKeys {
  readonly #keys = new Map<string, KeyObject>();

  /** @param stated keys as a file states them; what is no key of P-256 is left out, and signatures by it are not genuine */
  constructor(stated: readonly unknown[]) {
    for (const each of stated) {
      const parsed = stationPublicKeySchema.safeParse(each);
      const key = parsed.success ? keyOf(parsed.data) : undefined;
      if (parsed.success && key !== undefined) this.#keys.set(nameOf(parsed.data), key);
    }
  }

  /** Checks a signature over `bytes`. */
  check(signature: StationSignature, bytes: Uint8Array): SignatureCheck {
    const found = this.#keys.get(nameOf(signature));
    if (found === undefined) return 'keyMissing';
    const genuine = verify('sha256', bytes, found, Buffer.from(signature.value, 'base64'));
    return genuine ? 'genuine' : 'forged';
  }
}

function nameOf({ stationId, keyId }: Pick<StationPublicKey, 'stationId' | 'keyId'>): string {
  return JSON.stringify([stationId, keyId]);
}

function keyOf({ publicKey }: StationPublicKey): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : undefined;
  } catch {
    return undefined;
  }
}
