import type { Platform } from '#platform/platform.ts';
import { addSeconds } from '#platform/clock.ts';
import { roles } from '#platform/actor/actor.ts';
import { dutyBookKey, dutyBookSchema, onDuty } from '#platform/roster/roster.ts';

import type { Ground } from './model/ground.ts';
import {
  LOOKUP_PREFIX,
  officerLookups,
  officerLookupSchema,
  type Lookup,
  type UnusualPattern,
} from './model/lookup-record.ts';

const HOUR_SECONDS = 3600;

/** A lookup as it counts, and in what it is out of the ordinary. */
export interface Conspicuousness {
  readonly offShift: boolean;
  readonly withoutCase: boolean;
  readonly patterns: UnusualPattern[];
}

/**
 * In what a lookup at `at` is out of the ordinary, by the officer's others of the hour before it. Where no roster is kept,
 * nobody is off shift: nothing says so.
 */
export async function unusualPatterns(
  { store, deployment }: Platform,
  partnershipId: string,
  by: Lookup['by'],
  ground: Ground,
  at: Date,
): Promise<Conspicuousness> {
  const { perHour, offShiftPerHour, withoutCasePerHour } = deployment.registry.lookup.unusual;
  const newest = await store.query(officerLookups(partnershipId, by), LOOKUP_PREFIX, officerLookupSchema, {
    descending: true,
    // One more than are usual: whoever made that many made too many, whatever came before.
    limit: Math.max(perHour, offShiftPerHour, withoutCasePerHour) + 1,
  });
  const since = addSeconds(at, -HOUR_SECONDS).toISOString();
  const present = {
    lookupId: '',
    at: at.toISOString(),
    offShift: await isOffShift(store, by, at),
    withoutCase: !('caseId' in ground),
  };
  const hour = [present, ...newest.items.map(({ body }) => body).filter((earlier) => earlier.at > since)];
  const countOf = (which: 'offShift' | 'withoutCase') => hour.filter((each) => each[which]).length;
  const found: [UnusualPattern, boolean][] = [
    ['manyLookups', hour.length > perHour],
    ['offShift', present.offShift && countOf('offShift') > offShiftPerHour],
    ['withoutCase', present.withoutCase && countOf('withoutCase') > withoutCasePerHour],
  ];
  return {
    offShift: present.offShift,
    withoutCase: present.withoutCase,
    patterns: found.filter(([, is]) => is).map(([pattern]) => pattern),
  };
}

async function isOffShift(
  store: Platform['store'],
  { stationId, officerId }: Lookup['by'],
  at: Date,
): Promise<boolean> {
  const book = await store.get(dutyBookKey(stationId), dutyBookSchema);
  if (book === undefined) return false;
  const { roster } = book.body;
  return !roles.some((role) => onDuty(roster, role, at).some((officer) => officer.officerId === officerId));
}
