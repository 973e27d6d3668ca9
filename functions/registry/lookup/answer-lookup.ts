import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';
import { authorizeInPartnership } from '#platform/authorization/authorize.ts';
import type { PartnershipAction } from '#platform/authorization/permission-table.ts';
import type { LookupPurpose } from '#platform/deployment/registry-lookup.ts';
import { DomainError, ForbiddenError } from '#platform/errors.ts';

import type { Ground } from './model/ground.ts';
import { allowedPurpose } from './allowed-purpose.ts';
import { lookupWrites, recordLookup, type LookupFacts } from './record-lookup.ts';

/** Somebody is to be looked up. */
export interface LookupAttempt {
  readonly actor: OfficerActor;
  readonly partnershipId: string;
  readonly action: PartnershipAction;
  readonly purpose: string;
  readonly ground: Ground;
  readonly criteria: LookupFacts['criteria'];
}

/** What a lookup found: whom, and what is made of it once it is written down. */
export interface Found<T> {
  readonly residents: LookupFacts['residents'];
  readonly answer: T;
}

/** What is written down instead of a purpose or law that there is not: it might be anything. */
const UNKNOWN = 'unknown';

/**
 * Looks somebody up if the officer may, for this purpose and on this ground; both the answer and a refusal are written down
 * before they leave.
 * @param find who it is; is told the purpose, which says what is shown
 * @throws DomainError why it is refused
 */
export async function answerLookup<T>(
  platform: RegistryPlatform,
  attempt: LookupAttempt,
  find: (purpose: LookupPurpose) => Promise<Found<T>>,
): Promise<{ readonly lookupId: string; readonly answer: T }> {
  const { actor, partnershipId, action } = attempt;
  try {
    await authorizeInPartnership(platform, actor, action, partnershipId);
  } catch (error) {
    // The audit has this refusal already; the digest has to say it, too. Nobody else's registry knows of outsiders.
    if (error instanceof ForbiddenError)
      await platform.store.transact((await lookupWrites(platform, refused(platform, attempt, error))).writes);
    throw error;
  }
  let found: Found<T>;
  try {
    found = await find(await allowedPurpose(platform, attempt));
  } catch (error) {
    if (error instanceof DomainError) await recordLookup(platform, refused(platform, attempt, error));
    throw error;
  }
  const lookupId = await recordLookup(platform, { ...attempt, residents: found.residents });
  return { lookupId, answer: found.answer };
}

function refused({ deployment }: RegistryPlatform, attempt: LookupAttempt, error: DomainError): LookupFacts {
  const { purposes, legalBases } = deployment.registry.lookup;
  const { purpose, ground } = attempt;
  const isKnown = 'caseId' in ground || legalBases.some(({ code }) => code === ground.legalBasis);
  return {
    ...attempt,
    purpose: purposes.some(({ id }) => id === purpose) ? purpose : UNKNOWN,
    ground: isKnown ? ground : { legalBasis: UNKNOWN },
    residents: [],
    refusal: error.slug,
  };
}
