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
  readonly action: string;
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

/** The answer, and the record of the lookup. */
interface Answered<T> {
  readonly lookupId: string;
  readonly answer: T;
}

/** `answerLookupIf` for officers who may use the registry of the partnership for `action`. */
export function answerLookup<T>(
  platform: RegistryPlatform,
  attempt: LookupAttempt & { readonly action: PartnershipAction },
  find: (purpose: LookupPurpose) => Promise<Found<T>>,
): Promise<Answered<T>> {
  const { actor, action, partnershipId } = attempt;
  const authorize = () => authorizeInPartnership(platform, actor, action, partnershipId);
  return answerLookupIf(platform, attempt, authorize, find);
}

/**
 * Looks somebody up if the officer may, for this purpose and on this ground; both the answer and a refusal are written down
 * before they leave.
 * @param authorize throws, with its refusal in the audit, unless the officer may do it at all
 * @param find who it is; is told the purpose, which says what is shown
 * @throws DomainError why it is refused
 */
export async function answerLookupIf<T>(
  platform: RegistryPlatform,
  attempt: LookupAttempt,
  authorize: () => Promise<unknown>,
  find: (purpose: LookupPurpose) => Promise<Found<T>>,
): Promise<Answered<T>> {
  try {
    await authorize();
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
