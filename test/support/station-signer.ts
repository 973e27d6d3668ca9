import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

import {
  SignatureUnavailableError,
  type StationPublicKey,
  type StationSignature,
  type StationSigner,
} from '#platform/signature/station-signer.ts';

interface StationKey {
  readonly keyId: string;
  readonly privateKey: KeyObject;
  readonly publicKey: string;
}

/** Signs by keys that it makes for each station when they are first asked for: real signatures, in the process. */
export class InProcessStationSigner implements StationSigner {
  readonly #keys = new Map<string, StationKey>();
  readonly #without = new Set<string>();
  #made = 0;

  async sign(stationId: string, bytes: Uint8Array): Promise<StationSignature> {
    const { keyId, privateKey } = this.#keyOf(stationId);
    return {
      stationId,
      keyId,
      algorithm: 'ECDSA_SHA_256',
      value: sign('sha256', bytes, privateKey).toString('base64'),
    };
  }

  async publicKey(stationId: string): Promise<StationPublicKey> {
    const { keyId, publicKey } = this.#keyOf(stationId);
    return { stationId, keyId, algorithm: 'ECDSA_SHA_256', publicKey };
  }

  /** Gives the station another key, as an administrator does who replaces it. */
  replaceKey(stationId: string): void {
    this.#keys.delete(stationId);
    this.#without.delete(stationId);
  }

  /** Takes the station's key away: it can no longer sign. */
  disableKey(stationId: string): void {
    this.#without.add(stationId);
  }

  #keyOf(stationId: string): StationKey {
    if (this.#without.has(stationId)) throw new SignatureUnavailableError();
    const key = this.#keys.get(stationId) ?? this.#newKey(stationId);
    this.#keys.set(stationId, key);
    return key;
  }

  #newKey(stationId: string): StationKey {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#made += 1;
    return {
      keyId: `${stationId}-key-${this.#made}`,
      privateKey,
      publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    };
  }
}
