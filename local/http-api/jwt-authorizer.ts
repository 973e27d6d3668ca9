import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import * as z from 'zod';

import type { SystemClock } from '#local/system/system-clock.ts';

/** A JWT authorizer of the template. */
export interface JwtAuthorizerSettings {
  readonly issuer: string;
  readonly audience: readonly string[];
  /** Header that carries the token, in lower case. */
  readonly header: string;
}

/** What the authorizer says to a request. */
export type Authorization =
  | {
      readonly allowed: true;
      readonly claims: Readonly<Record<string, string>>;
      readonly scopes: readonly string[] | null;
    }
  | {
      readonly allowed: false;
      readonly status: 401 | 403;
      readonly challenge: string;
      readonly reason: string;
    };

const discoverySchema = z.looseObject({ issuer: z.string(), jwks_uri: z.url() });

/** Checks the tokens of requests as an HTTP API's JWT authorizer does, by the keys that the issuer publishes. */
export class JwtAuthorizer {
  readonly #settings: JwtAuthorizerSettings;
  readonly #clock: SystemClock;
  #keys: Promise<JWTVerifyGetKey> | undefined;

  constructor(settings: JwtAuthorizerSettings, clock: SystemClock) {
    this.#settings = settings;
    this.#clock = clock;
  }

  /** Name of the header that carries the token, in lower case. */
  get header(): string {
    return this.#settings.header;
  }

  /** Checks the header's value; of `wantedScopes` the token must have one, unless none is wanted. */
  async authorize(header: string | undefined, wantedScopes: readonly string[]): Promise<Authorization> {
    if (header === undefined || header.trim() === '') return unauthorized('Bearer', 'no token');
    try {
      const claims = await this.#verified(header.replace(/^Bearer +/i, '').trim());
      const scopes = scopesOf(claims);
      if (wantedScopes.length > 0 && !wantedScopes.some((scope) => scopes?.includes(scope))) {
        const challenge = `Bearer scope="${wantedScopes.join(' ')}" error="insufficient_scope"`;
        return { allowed: false, status: 403, challenge, reason: 'insufficient scope' };
      }
      return { allowed: true, claims: flattened(claims), scopes: wantedScopes.length === 0 ? null : scopes };
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
      const description =
        error.code === 'ERR_JWT_EXPIRED' ? 'the token has expired' : 'the token is not valid';
      const challenge = `Bearer scope="" error="invalid_token" error_description="${description}"`;
      return unauthorized(challenge, error.code);
    }
  }

  async #verified(token: string): Promise<JWTPayload> {
    const { issuer, audience } = this.#settings;
    const now = this.#clock.now();
    this.#keys ??= publishedKeys(issuer);
    // A failed discovery is tried again by the next request.
    const keys = await this.#keys.catch((error: unknown) => {
      this.#keys = undefined;
      throw error;
    });
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      algorithms: ['RS256', 'RS384', 'RS512'],
      currentDate: new Date(now),
      requiredClaims: ['exp'],
    });
    const named = payload.aud ?? payload['client_id'];
    const audiences: unknown[] = Array.isArray(named) ? named : [named];
    if (!audiences.some((each) => typeof each === 'string' && audience.includes(each))) {
      throw new errors.JWTClaimValidationFailed('unexpected audience', payload, 'aud');
    }
    if (payload.iat !== undefined && payload.iat * 1000 > now) {
      throw new errors.JWTClaimValidationFailed('issued in the future', payload, 'iat');
    }
    return payload;
  }
}

async function publishedKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const discovery = discoverySchema.parse(await response.json());
  return createRemoteJWKSet(new URL(discovery.jwks_uri), { cooldownDuration: 1000 });
}

function unauthorized(challenge: string, reason: string): Authorization {
  return { allowed: false, status: 401, challenge, reason };
}

function scopesOf(claims: JWTPayload): readonly string[] | null {
  const scope = claims['scope'] ?? claims['scp'];
  if (typeof scope === 'string') return scope.split(' ');
  return Array.isArray(scope) ? scope.map(String) : null;
}

/** Claims as a function gets them: text, with lists flattened to `[a b]`. */
function flattened(claims: JWTPayload): Record<string, string> {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, claimText(value)]));
}

function claimText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return `[${value.map((item) => claimText(item)).join(' ')}]`;
  return JSON.stringify(value) ?? '';
}
