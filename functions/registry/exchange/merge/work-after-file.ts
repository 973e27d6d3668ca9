import type { ResidentDetails } from '#functions/registry/model/resident.ts';
import { plainTerm } from '#functions/registry/store/resident-terms.ts';

import { joinedSpans } from './joined-spans.ts';
import { told } from './told.ts';

type Job = ResidentDetails['work'][number];

/** The history of work when a file tells more of it. Somebody may have two jobs at a time. Told twice, it stays as it is. */
export function workAfterFile(before: readonly Job[], file: readonly Job[]): Job[] {
  return joinedSpans(before, file, {
    isSamePlace: (one, other) => plainTerm(one.employer) === plainTerm(other.employer),
    endOf: ({ to }) => to,
    join: (known, added) => ({ ...known, ...told(added), employer: known.employer }),
  });
}
