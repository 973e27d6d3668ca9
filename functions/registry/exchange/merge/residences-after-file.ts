import type { ResidentDetails } from '#functions/registry/model/resident.ts';
import { plainTerm } from '#functions/registry/store/resident-terms.ts';

import { dayBefore } from './day-before.ts';
import { joinedSpans } from './joined-spans.ts';
import { told } from './told.ts';

type Residence = ResidentDetails['registrations'][number];

/** What a cell says that says nothing: it takes the place of nothing that is known. */
const UNKNOWN = { housing: 'other', reportedBy: 'unknown' } as const;

/**
 * The history of residence when a file tells more of it: what both tell is one residence, and one that has no end ends the day
 * before the next begins. Overlaps that remain are the caller's to refuse. Told twice, it stays as it is.
 */
export function residencesAfterFile(before: readonly Residence[], file: readonly Residence[]): Residence[] {
  const all = [...before, ...file];
  const residences = joinedSpans(before, file, {
    isSamePlace,
    endOf: (residence) => residence.to ?? endByMoving(residence, all),
    join: joined,
  });
  return residences.map((residence) => {
    const to = residence.to ?? endByMoving(residence, residences);
    return to === undefined ? residence : { ...residence, to };
  });
}

function isSamePlace(one: Residence, other: Residence): boolean {
  return plainTerm(one.address) === plainTerm(other.address);
}

/** The day before the next residence elsewhere begins. */
function endByMoving(residence: Residence, all: readonly Residence[]): string | undefined {
  const [next] = all
    .filter((other) => other.from > residence.from && !isSamePlace(residence, other))
    .map(({ from }) => from)
    .toSorted();
  return next === undefined ? undefined : dayBefore(next);
}

function joined(known: Residence, added: Residence): Residence {
  const { housing, reportedBy, landlord, ...rest } = added;
  return {
    ...known,
    ...told(rest),
    address: known.address,
    ...(housing === UNKNOWN.housing ? {} : { housing }),
    ...(reportedBy === UNKNOWN.reportedBy ? {} : { reportedBy }),
    ...(landlord === undefined ? {} : { landlord: { ...known.landlord, ...told(landlord) } }),
  };
}
