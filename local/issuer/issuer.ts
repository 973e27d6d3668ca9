import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import * as z from 'zod';

import type { SystemClock } from '#local/system/system-clock.ts';
import { writeWhole } from '#local/system/write-whole.ts';

/** An invented officer to whom the development issuer gives tokens. */
export interface DirectoryOfficer {
  readonly officerId: string;
  readonly name: string;
  readonly stationId: string;
  readonly partnershipId: string;
  readonly roles: readonly string[];
  /** What the page of officers shows beside the name; the ids unless given. */
  readonly shown?: { readonly station: string; readonly roles: string };
  /** Claims beside the standard ones and the fields above. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** What can be made different in a token, so that tests get a wrong one. */
export interface TokenOverrides {
  readonly audience?: string;
  readonly issuer?: string;
  /** How long it is valid, in seconds; negative for one that has expired. */
  readonly validSeconds?: number;
  /** Claims added, or with the value undefined left out. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** No officer of that id is in the directory. */
export class UnknownOfficerError extends Error {
  override readonly name = 'UnknownOfficerError';
}

/** How long a token is valid unless said otherwise: a shift, in seconds. */
const validSeconds = 12 * 3600;

const keySchema = z.looseObject({ kty: z.string(), kid: z.string() });

/** An OpenID Connect issuer for development: it gives anybody the token of any officer in its directory. */
export class DevelopmentIssuer {
  /** Its address, which tokens name. */
  readonly url: string;
  readonly audience: string;
  readonly officers: readonly DirectoryOfficer[];
  readonly #clock: SystemClock;
  readonly #key: JWK;

  private constructor(settings: IssuerSettings, key: JWK) {
    this.url = settings.url;
    this.audience = settings.audience;
    this.officers = settings.officers;
    this.#clock = settings.clock;
    this.#key = key;
  }

  /** Opens the issuer with the key kept at `keyPath`, or with a new one. */
  static async open(settings: IssuerSettings, keyPath: string | undefined): Promise<DevelopmentIssuer> {
    return new DevelopmentIssuer(settings, await keyAt(keyPath));
  }

  /** The discovery document. */
  get discovery(): object {
    return {
      issuer: this.url,
      jwks_uri: `${this.url}/jwks`,
      token_endpoint: `${this.url}/token`,
      authorization_endpoint: this.url,
      response_types_supported: ['token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    };
  }

  /** The public key, as a key set. */
  get keySet(): { keys: JWK[] } {
    const { kty, n, e, kid } = this.#key;
    return { keys: [{ kty, n, e, kid, alg: 'RS256', use: 'sig' }] };
  }

  /** A signed token of that officer. @throws UnknownOfficerError when the directory has none of that id */
  async tokenFor(officerId: string, overrides: TokenOverrides = {}): Promise<string> {
    const officer = this.officers.find((each) => each.officerId === officerId);
    if (officer === undefined) throw new UnknownOfficerError(`There is no officer "${officerId}".`);
    const { name, stationId, partnershipId, roles, claims } = officer;
    const issuedAt = Math.floor(this.#clock.now() / 1000);
    const validity = overrides.validSeconds ?? validSeconds;
    const claimed = {
      officerId,
      name,
      stationId,
      partnershipId,
      roles,
      ...claims,
      iss: overrides.issuer ?? this.url,
      aud: overrides.audience ?? this.audience,
      sub: officerId,
      jti: randomUUID(),
      iat: Math.min(issuedAt, issuedAt + validity),
      exp: issuedAt + validity,
      ...overrides.claims,
    };
    return new SignJWT(Object.fromEntries(Object.entries(claimed).filter(([, value]) => value !== undefined)))
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: this.#key.kid ?? '' })
      .sign(await importJWK(this.#key, 'RS256'));
  }
}

/** What an issuer is opened with. */
export interface IssuerSettings {
  readonly url: string;
  readonly audience: string;
  readonly officers: readonly DirectoryOfficer[];
  readonly clock: SystemClock;
}

async function keyAt(path: string | undefined): Promise<JWK> {
  if (path !== undefined && existsSync(path)) return keySchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), kid: randomUUID() };
  if (path !== undefined) {
    mkdirSync(dirname(path), { recursive: true });
    writeWhole(path, JSON.stringify(key));
  }
  return key;
}
