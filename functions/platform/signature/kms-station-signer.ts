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
 * Signs by keys of the key service, one for each station, known by their aliases. A public key is asked for once and kept as
 * long as signatures are by it; another key behind the alias shows by the next signature.
 */
export class KmsStationSigner implements StationSigner {
  readonly #client: KMSClient;
  readonly #aliasPrefix: string;
  readonly #report: ReportSigningFault;
  readonly #publicKeys = new Map<string, StationPublicKey>();

  /** @param aliasPrefix what every station's alias is before the station's id: `alias/…-station-` */
  constructor(client: KMSClient, aliasPrefix: string, report: ReportSigningFault) {
    this.#client = client;
    this.#aliasPrefix = aliasPrefix;
    this.#report = report;
  }

  async sign(stationId: string, bytes: Uint8Array): Promise<StationSignature> {
    const { KeyId, Signature } = await this.#ask(stationId, (alias) =>
      this.#client.send(
        new SignCommand({ KeyId: alias, Message: bytes, MessageType: 'RAW', SigningAlgorithm: ALGORITHM }),
      ),
    );
    if (KeyId === undefined || Signature === undefined) throw new SignatureUnavailableError();
    const keyId = idOf(KeyId);
    if (this.#publicKeys.get(stationId)?.keyId !== keyId) this.#publicKeys.delete(stationId);
    return {
      stationId,
      keyId,
      algorithm: ALGORITHM,
      value: Buffer.from(Signature).toString('base64'),
    };
  }

  async publicKey(stationId: string): Promise<StationPublicKey> {
    const known = this.#publicKeys.get(stationId);
    if (known !== undefined) return known;
    const { KeyId, PublicKey } = await this.#ask(stationId, (alias) =>
      this.#client.send(new GetPublicKeyCommand({ KeyId: alias })),
    );
    if (KeyId === undefined || PublicKey === undefined) throw new SignatureUnavailableError();
    const key: StationPublicKey = {
      stationId,
      keyId: idOf(KeyId),
      algorithm: ALGORITHM,
      publicKey: Buffer.from(PublicKey).toString('base64'),
    };
    this.#publicKeys.set(stationId, key);
    return key;
  }

  async #ask<T>(stationId: string, ask: (alias: string) => Promise<T>): Promise<T> {
    try {
      return await ask(this.#aliasPrefix + stationId);
    } catch (error) {
      this.#report({ stationId, fault: error instanceof Error ? error.name : 'unknown' });
      throw new SignatureUnavailableError();
    }
  }
}

/** A key's id is unique by itself; its ARN would tell everybody who is given a chain the number of the account. */
function idOf(keyArn: string): string {
  return keyArn.slice(keyArn.lastIndexOf('/') + 1);
}
