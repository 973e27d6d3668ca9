import type { ResidentDetails } from '#functions/registry/model/resident.ts';
import { plainTerm } from '#functions/registry/store/resident-terms.ts';
import { ConflictError, InvalidRequestError } from '#platform/errors.ts';

import { validDetails } from './valid-details.ts';

type Work = ResidentDetails['work'][number];

/**
 * Adds work, in its place; people have several at a time, but not the same one twice.
 * @throws ConflictError `known-work` when work that begins that day at that employer is known
 */
export function withWork(details: ResidentDetails, added: Work): ResidentDetails {
  const known = details.work.some((one) => isAt(one, added.employer) && one.from === added.from);
  if (known) throw new ConflictError('known-work', 'That work is in the record.');
  const work = [...details.work, added].toSorted((one, other) => (one.from < other.from ? -1 : 1));
  return validDetails({ ...details, work });
}

/**
 * Ends the open work at an employer.
 * @throws ConflictError `no-open-work` when none is open there
 * @throws InvalidRequestError when the last day is before the first
 */
export function withWorkEnded(
  details: ResidentDetails,
  { employer, to }: { readonly employer: string; readonly to: string },
): ResidentDetails {
  const open = details.work.findLast((one) => one.to === undefined && isAt(one, employer));
  if (open === undefined) throw new ConflictError('no-open-work', 'No work is open at that employer.');
  if (to < open.from)
    throw new InvalidRequestError([
      { field: 'to', message: `must not be before ${open.from}, the first day` },
    ]);
  return validDetails({
    ...details,
    work: details.work.map((known) => (known === open ? { ...known, to } : known)),
  });
}

function isAt(work: Work, employer: string): boolean {
  return plainTerm(work.employer) === plainTerm(employer);
}
