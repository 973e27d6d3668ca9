import type { ClaimNames } from '#platform/deployment/deployment.ts';
import { ForbiddenError } from '#platform/errors.ts';

import { roleSchema, type OfficerActor, type Role } from './actor.ts';

/** Claims of a verified token as an HTTP API hands them to a function: text, lists flattened to `[a b]`. */
export type Claims = Readonly<Record<string, unknown>>;

/**
 * The officer a verified token speaks of.
 * @throws ForbiddenError when a claim that the deployment names is missing; unknown roles are ignored, for an
 *   identity provider may carry groups of other systems.
 */
export function actorFromClaims(claims: Claims, names: ClaimNames): OfficerActor {
  const officerId = textClaim(claims, names.officer);
  const stationId = textClaim(claims, names.station);
  return { kind: 'officer', officerId, stationId, roles: listClaim(claims[names.roles]).flatMap(knownRole) };
}

function textClaim(claims: Claims, name: string): string {
  const value = claims[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new ForbiddenError('claim-missing', `The token carries no claim "${name}".`);
}

function listClaim(value: unknown): string[] {
  if (Array.isArray(value)) return value.filter((item) => typeof item === 'string');
  if (typeof value !== 'string') return [];
  return value
    .replace(/^\[|\]$/g, '')
    .split(/[\s,]+/)
    .filter((item) => item !== '');
}

function knownRole(text: string): Role[] {
  const role = roleSchema.safeParse(text);
  return role.success ? [role.data] : [];
}
