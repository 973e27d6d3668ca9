import { caseBaseSchema, caseKey } from '#platform/case/case.ts';
import { caseIdSchemaOf } from '#platform/case/case-id.ts';
import { HIT_VERIFICATION, type LookupPurpose } from '#platform/deployment/registry-lookup.ts';
import { ForbiddenError, InvalidRequestError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';

import type { LookupAttempt } from './answer-lookup.ts';

const hitIdSchema = caseIdSchemaOf('RH');
const caseSchema = caseBaseSchema.pick({ partnershipId: true, status: true });

/**
 * The purpose, if the ground is enough for it.
 * @throws InvalidRequestError when there is no such purpose or law, or a hit is to be verified and the case is none
 * @throws ForbiddenError `case-needed`; `case-not-open` when there is no such case in the partnership, or it is closed
 */
export async function allowedPurpose(
  { store, deployment }: Platform,
  { partnershipId, purpose: purposeId, ground }: LookupAttempt,
): Promise<LookupPurpose> {
  const { purposes, legalBases } = deployment.registry.lookup;
  const purpose = purposes.find(({ id }) => id === purposeId);
  if (purpose === undefined)
    throw oneOf(
      'purpose',
      purposes.map(({ id }) => id),
    );
  if (!('caseId' in ground)) {
    if (purpose.needsCase)
      throw new ForbiddenError('case-needed', `For "${purposeId}" an open case is needed: give its caseId.`);
    if (!legalBases.some(({ code }) => code === ground.legalBasis))
      throw oneOf(
        'ground.legalBasis',
        legalBases.map(({ code }) => code),
      );
    return purpose;
  }
  if (purposeId === HIT_VERIFICATION && !hitIdSchema.safeParse(ground.caseId).success)
    throw new InvalidRequestError([
      { field: 'ground.caseId', message: `for "${HIT_VERIFICATION}" must be a registry hit (RH-…)` },
    ]);
  const found = await store.get(caseKey(ground.caseId), caseSchema);
  if (found?.body.partnershipId !== partnershipId || found.body.status === 'closed')
    throw new ForbiddenError('case-not-open', `${ground.caseId} is no open case of this partnership.`);
  return purpose;
}

function oneOf(field: string, allowed: readonly string[]): InvalidRequestError {
  return new InvalidRequestError([{ field, message: `must be one of ${allowed.join(', ')}` }]);
}
