import { dayBefore } from '#functions/registry/exchange/merge/day-before.ts';
import type { ResidentDetails } from '#functions/registry/model/resident.ts';
import { ConflictError, InvalidRequestError } from '#platform/errors.ts';

import { validDetails } from './valid-details.ts';

type Residence = ResidentDetails['registrations'][number];

/**
 * Adds a residence to the history, in its place. The one that is open ends the day before it begins, for nobody lives in two
 * places; any other overlap is refused.
 * @throws ConflictError `overlapping-residence` when it overlaps a residence that has an end, or one that began later
 */
export function withResidence(details: ResidentDetails, added: Residence): ResidentDetails {
  const registrations = [
    ...details.registrations.map((known) =>
      known.to === undefined && known.from < added.from ? { ...known, to: dayBefore(added.from) } : known,
    ),
    added,
  ].toSorted((one, other) => (one.from < other.from ? -1 : 1));
  const index = registrations.indexOf(added);
  const [before, after] = [registrations[index - 1], registrations[index + 1]];
  const overlaps =
    (before?.to !== undefined && before.to >= added.from) ||
    (after !== undefined && (added.to === undefined || added.to >= after.from)) ||
    [before, after].some((other) => other?.from === added.from);
  if (overlaps)
    throw new ConflictError(
      'overlapping-residence',
      '"from" to "to" overlaps another residence of the record. Correct that one first.',
    );
  return validDetails({ ...details, registrations });
}

/**
 * Ends the open residence.
 * @throws ConflictError `no-open-residence` when they live nowhere here
 * @throws InvalidRequestError when the last day is before the first
 */
export function withResidenceEnded(details: ResidentDetails, lastDay: string): ResidentDetails {
  const open = details.registrations.find(({ to }) => to === undefined);
  if (open === undefined)
    throw new ConflictError('no-open-residence', 'No residence of this resident is open.');
  if (lastDay < open.from)
    throw new InvalidRequestError([
      { field: 'to', message: `must not be before ${open.from}, the first day` },
    ]);
  return validDetails({
    ...details,
    registrations: details.registrations.map((known) => (known === open ? { ...known, to: lastDay } : known)),
  });
}
