import type { ResidentDetails } from '#functions/registry/model/resident.ts';
import type { DetailsPatch } from '#functions/registry/residents/requests/details-patch.ts';

import { validDetails } from './valid-details.ts';

/**
 * The details with what a correction names: a list takes the place of the whole list, `null` takes a member away.
 * @throws InvalidRequestError when the record would contradict itself
 */
export function patched(details: ResidentDetails, patch: DetailsPatch): ResidentDetails {
  const members = Object.entries({ ...details, ...patch });
  return validDetails(
    Object.fromEntries(members.filter(([, value]) => value !== null && value !== undefined)),
  );
}
