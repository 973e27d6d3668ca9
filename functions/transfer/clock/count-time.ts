import { lengthOf, type Reading } from '#platform/deployment/legal-limits.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Asia/Shanghai has kept to UTC+8, without summer time, since 1992. */
const SHANGHAI_MS = 8 * HOUR_MS;

/** Time on the way between the places, RFC 3339. */
export interface Travel {
  readonly departedAt: string;
  readonly arrivedAt: string;
}

/**
 * When a time limit of the law is over, by one reading of how time counts. All instants are in milliseconds.
 *
 * Where the starting unit counts, time is counted through from the start, a day as twenty-four hours. Where it does not
 * (Criminal Procedure Law 2018, art. 105, para. 2), a limit in hours begins with the next full hour, and one in days
 * with the next day in Shanghai, whose last day counts to its end. Where travel does not count (para. 3) the time stands
 * still on the way. Holidays change nothing: for people in custody a limit ends on its last day whatever day that is
 * (para. 4).
 */
export function dueAtBy(
  reading: Pick<Reading, 'startingUnitCounts' | 'travelCounts'>,
  start: number,
  duration: string,
  travel: readonly Travel[],
): number {
  const { count, unit } = lengthOf(duration);
  const unitMs = unit === 'days' ? DAY_MS : HOUR_MS;
  const from = reading.startingUnitCounts ? start : nextUnit(start, unitMs);
  return withStandstills(from, from + count * unitMs, reading.travelCounts ? [] : travel);
}

/** The beginning of the hour or Shanghai day after the one in which `instant` lies, be it that one's first moment. */
function nextUnit(instant: number, unitMs: number): number {
  return (Math.floor((instant + SHANGHAI_MS) / unitMs) + 1) * unitMs - SHANGHAI_MS;
}

/** Moves the end by each journey that begins before it; what two journeys overlap counts once. */
function withStandstills(from: number, end: number, travel: readonly Travel[]): number {
  const journeys = travel
    .map(({ departedAt, arrivedAt }) => ({ from: Date.parse(departedAt), to: Date.parse(arrivedAt) }))
    .toSorted((one, other) => one.from - other.from);
  let counted = from;
  let due = end;
  for (const journey of journeys) {
    const begins = Math.max(journey.from, counted);
    if (begins >= due) break;
    due += Math.max(0, journey.to - begins);
    counted = Math.max(begins, journey.to);
  }
  return due;
}
