import type { OfficerActor } from '#platform/actor/actor.ts';
import { recordActor } from '#platform/actor/actor.ts';
import { recordAccess } from '#platform/audit/access-log.ts';
import type { CaseBase } from '#platform/case/case.ts';
import {
  partnershipOf,
  partnershipsWith,
  type Deployment,
  type Partnership,
} from '#platform/deployment/deployment.ts';
import { type DomainError, ForbiddenError, NotFoundError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';

import {
  casePermissions,
  partnershipPermissions,
  stationPermissions,
  type CaseAction,
  type CaseRelation,
  type PartnershipAction,
  type PartnershipRelation,
  type StationAction,
  type StationRelation,
} from './permission-table.ts';

type CaseParties = Pick<CaseBase, 'caseId' | 'partnershipId' | 'requestingStationId' | 'assistingStationId'>;

/** How `stationId` stands to a case, or undefined if it has no part in it. */
export function caseRelation(
  deployment: Deployment,
  stationId: string,
  parties: CaseParties,
): CaseRelation | undefined {
  if (stationId === parties.requestingStationId) return 'requesting';
  if (stationId === parties.assistingStationId) return 'assisting';
  return partnershipOf(deployment, parties.partnershipId).superior === stationId ? 'superior' : undefined;
}

/** How `stationId` stands to another station, or undefined if they share no partnership. */
export function stationRelation(
  deployment: Deployment,
  stationId: string,
  other: string,
): StationRelation | undefined {
  if (stationId === other) return 'own';
  const shared = partnershipsWith(deployment, other).filter(
    ({ stations, superior }) => stations.includes(stationId) || superior === stationId,
  );
  if (shared.length === 0) return undefined;
  return shared.some(({ superior }) => superior === stationId) ? 'superior' : 'partner';
}

/**
 * Lets the officer act on the case, or writes the refusal into the audit and throws.
 * @throws NotFoundError for stations outside the case's partnership
 * @throws ForbiddenError for a role or station that the table does not allow
 */
export async function authorizeOnCase(
  platform: Platform,
  actor: OfficerActor,
  action: CaseAction,
  parties: CaseParties,
): Promise<CaseRelation> {
  const relation = caseRelation(platform.deployment, actor.stationId, parties);
  if (relation === undefined) return refuse(platform, actor, action, parties.caseId, new NotFoundError());
  if (!holdsOneOf(actor, casePermissions[action][relation]))
    return refuse(platform, actor, action, parties.caseId, notAllowed(action));
  return relation;
}

/**
 * Lets the officer act at the station, or writes the refusal into the audit and throws.
 * @throws NotFoundError for stations outside the officer's partnerships
 * @throws ForbiddenError for a role or station that the table does not allow
 */
export async function authorizeAtStation(
  platform: Platform,
  actor: OfficerActor,
  action: StationAction,
  stationId: string,
): Promise<StationRelation> {
  const known = platform.deployment.stations.some(({ id }) => id === stationId);
  const relation = known ? stationRelation(platform.deployment, actor.stationId, stationId) : undefined;
  if (relation === undefined) return refuse(platform, actor, action, stationId, new NotFoundError());
  if (!holdsOneOf(actor, stationPermissions[action][relation]))
    return refuse(platform, actor, action, stationId, notAllowed(action));
  return relation;
}

/**
 * Lets the officer use the registry of a partnership, or writes the refusal into the audit and throws.
 * @throws NotFoundError for stations outside the partnership, and partnerships that there are not
 * @throws ForbiddenError for a role that the table does not allow
 */
export async function authorizeInPartnership(
  platform: Platform,
  actor: OfficerActor,
  action: PartnershipAction,
  partnershipId: string,
): Promise<PartnershipRelation> {
  const { partnerships } = platform.deployment;
  const relation = partnershipRelation(
    partnerships.find(({ id }) => id === partnershipId),
    actor.stationId,
  );
  if (relation === undefined) return refuse(platform, actor, action, partnershipId, new NotFoundError());
  if (!holdsOneOf(actor, partnershipPermissions[action][relation]))
    return refuse(platform, actor, action, partnershipId, notAllowed(action));
  return relation;
}

function partnershipRelation(
  partnership: Partnership | undefined,
  stationId: string,
): PartnershipRelation | undefined {
  if (partnership?.stations.includes(stationId) === true) return 'member';
  return partnership?.superior === stationId ? 'superior' : undefined;
}

/** Writes a refusal into the audit of the actor's station and day, then throws `error`. */
export async function refuse(
  platform: Platform,
  actor: OfficerActor,
  action: string,
  target: string,
  error: DomainError,
): Promise<never> {
  await recordAccess(platform.store, actor.stationId, {
    at: platform.clock.now().toISOString(),
    actor: recordActor(actor),
    action,
    outcome: 'refused',
    target,
    reason: error.slug,
  });
  throw error;
}

function holdsOneOf(actor: OfficerActor, allowed: readonly string[]): boolean {
  return actor.roles.some((role) => allowed.includes(role));
}

function notAllowed(action: string): ForbiddenError {
  return new ForbiddenError('not-allowed', `Your role at your station does not allow "${action}" here.`);
}
