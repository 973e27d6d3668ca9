import * as z from 'zod';

import { actorFromClaims, type Claims } from '#platform/actor/actor-from-claims.ts';
import { claimNames, type ClaimNames, type Deployment } from '#platform/deployment/deployment.ts';

import { UsageError } from '#cli/run-command-line.ts';

import { stationsWrittenBy } from './stations-written-by.ts';

const claimsSchema = z.record(z.string(), z.unknown());

/** The claims of the development issuer's tokens, which is every deployment's identity provider on one machine. */
export const developmentClaims: ClaimNames = { officer: 'officerId', station: 'stationId', roles: 'roles' };

/**
 * The stations whose roster the token's officer may write, so that no other is even asked for. The token is only read:
 * whether it is genuine is the API's to decide.
 * @throws UsageError when it is no token, or does not say whose it is
 */
export function stationsOfToken(deployment: Deployment, token: string): string[] {
  const claims = claimsOf(token);
  const names = [claimNames(deployment), developmentClaims].find(({ station }) => station in claims);
  if (names === undefined)
    throw new UsageError(
      `The token does not say its officer’s station ("${claimNames(deployment).station}"): is it an ID token? --station names stations.`,
    );
  return stationsWrittenBy(deployment, actorFromClaims(claims, names));
}

function claimsOf(token: string): Claims {
  try {
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
    return claimsSchema.parse(JSON.parse(payload));
  } catch {
    throw new UsageError('This is no ID token: three parts with dots between them are expected.');
  }
}
