import { GetPublicKeyCommand, SignCommand, type KMSClient } from '@aws-sdk/client-kms';

import {
  SignatureUnavailableError,
  type StationPublicKey,
  type StationSignature,
  type StationSigner,
} from './station-signer.ts';

const ALGORITHM = 'ECDSA_SHA_256';

/** Told when a station's key cannot be used: which station, and the name of the service's error. */
export type ReportSigningFault = (fault: { readonly stationId: string; readonly fault: string }) => void;

/**
 * Signs by keys of the key service, one for each station. A public key is asked for once and kept.
 */
export class KmsStationSigner implements StationSigner {
  readonly #client: KMSClient;
  readonly #keyIds: Readonly<Record<string, string>>;
  readonly #report: ReportSigningFault;
  readonly #publicKeys = new Map<string, StationPublicKey>();

  /** @param keyIds the id of each station's key, by station */
  constructor(client: KMSClient, keyIds: Readonly<Record<string, string>>, report: ReportSigningFault) {
    this.#client = client;
    this.#keyIds = keyIds;
    this.#report = report;
  }

  async sign(stationId: string, bytes: Uint8Array): Promise<StationSignature> {
    const { KeyId, Signature } = await this.#ask(stationId, (keyId) =>
      this.#client.send(
        new SignCommand({ KeyId: keyId, Message: bytes, MessageType: 'RAW', SigningAlgorithm: ALGORITHM }),
      ),
    );
    if (KeyId === undefined || Signature === undefined) throw new SignatureUnavailableError();
    return {
      stationId,
      keyId: KeyId,
      algorithm: ALGORITHM,
      value: Buffer.from(Signature).toString('base64'),
    };
  }

  async publicKey(stationId: string): Promise<StationPublicKey> {
    const known = this.#publicKeys.get(stationId);
    if (known !== undefined) return known;
    const { KeyId, PublicKey } = await this.#ask(stationId, (keyId) =>
      this.#client.send(new GetPublicKeyCommand({ KeyId: keyId })),
    );
    if (KeyId === undefined || PublicKey === undefined) throw new SignatureUnavailableError();
    const key: StationPublicKey = {
      stationId,
      keyId: KeyId,
      algorithm: ALGORITHM,
      publicKey: Buffer.from(PublicKey).toString('base64'),
    };
    this.#publicKeys.set(stationId, key);
    return key;
  }

  async #ask<T>(stationId: string, ask: (keyId: string) => Promise<T>): Promise<T> {
    const keyId = this.#keyIds[stationId];
    if (keyId === undefined) throw new Error(`There is no key of "${stationId}".`);
    try {
      return await ask(keyId);
    } catch (error) {
      this.#report({ stationId, fault: error instanceof Error ? error.name : 'unknown' });
      throw new SignatureUnavailableError();
    }
  }
}
