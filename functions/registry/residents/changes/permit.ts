import type { ResidentDetails } from '#functions/registry/model/resident.ts';
import { ConflictError, InvalidRequestError } from '#platform/errors.ts';

import { validDetails } from './valid-details.ts';

/** The details with a permit in place of any that was there: the earlier one is found in the history. */
export function withPermit(
  details: ResidentDetails,
  permit: NonNullable<ResidentDetails['permit']>,
): ResidentDetails {
  return validDetails({ ...details, permit });
}

/**
 * Endorses the permit for another year.
 * @throws ConflictError `no-permit` when there is none
 * @throws InvalidRequestError when it would lose validity, or was endorsed before it was issued
 */
export function withEndorsement(
  details: ResidentDetails,
  { endorsedOn, validTo }: { readonly endorsedOn: string; readonly validTo: string },
): ResidentDetails {
  const { permit } = details;
  if (permit === undefined) throw new ConflictError('no-permit', 'No permit is in the record.');
  const faults = [
    ...(endorsedOn < permit.issuedOn
      ? [{ field: 'endorsedOn', message: `must not be before ${permit.issuedOn}, the day of issue` }]
      : []),
    ...(validTo < permit.validTo || validTo < endorsedOn
      ? [{ field: 'validTo', message: `must be after ${permit.validTo}, and after the endorsement` }]
      : []),
  ];
  if (faults.length > 0) throw new InvalidRequestError(faults);
  return validDetails({ ...details, permit: { ...permit, endorsedOn, validTo } });
}
