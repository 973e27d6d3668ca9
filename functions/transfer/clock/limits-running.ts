import type { LegalLimit } from '#platform/deployment/legal-limits.ts';

import type { Circumstances } from './circumstances.ts';

/** How a time limit came to its end. */
export interface Met {
  readonly at: string;
  /** The duty was done, a later measure took the place of its own, or the person is held no more. */
  readonly by: 'duty' | 'laterMeasure' | 'release';
  readonly documentNumber?: string;
}

/** A limit whose time has begun. */
export interface RunningLimit {
  readonly limit: LegalLimit;
  /** From when it counts, in milliseconds. */
  readonly start: number;
  /** How it came to its end. */
  readonly met?: Met;
}

/** A measure from when it was in force, and until when. */
interface MeasurePeriod {
  readonly measure: LegalLimit['measure'];
  readonly since: string;
  readonly until?: string;
}

/** Whether a limit is met by doing something; the others end only with their measure, or when the person goes free. */
export function isDuty({ whenOver, begins }: Pick<LegalLimit, 'whenOver' | 'begins'>): boolean {
  return whenOver === 'overdue' || begins !== undefined;
}

/** The limits whose time has begun, each once, in the order of the configuration: of a measure that came twice, the last. */
export function limitsRunning(limits: readonly LegalLimit[], circumstances: Circumstances): RunningLimit[] {
  const periods = measurePeriods(circumstances.measures);
  return limits.flatMap((limit) => {
    const period = periods.findLast(({ measure }) => measure === limit.measure);
    const start = period && startOf(limit, period, limits, circumstances);
    if (period === undefined || start === undefined) return [];
    const met = metOf(limit, Date.parse(start), period, circumstances);
    return [{ limit, start: Date.parse(start), ...(met === undefined ? {} : { met }) }];
  });
}

/** Measures in the order in which they took each other's place; one that was written down again goes on. */
function measurePeriods(measures: Circumstances['measures']): MeasurePeriod[] {
  const ordered = measures.toSorted((one, other) => Date.parse(one.since) - Date.parse(other.since));
  const changes = ordered.filter(({ measure }, index) => ordered[index - 1]?.measure !== measure);
  return changes.map(({ measure, since }, index) => {
    const next = changes[index + 1];
    return { measure, since, ...(next === undefined ? {} : { until: next.since }) };
  });
}

function startOf(
  limit: LegalLimit,
  period: MeasurePeriod,
  limits: readonly LegalLimit[],
  { deprivedOfLibertyAt, duties }: Circumstances,
): string | undefined {
  switch (limit.startsAt) {
    case 'deprivationOfLiberty':
      return deprivedOfLibertyAt;
    case 'detention':
      return period.since;
    case 'arrestRequest': {
      const requests = limits.filter(({ begins }) => begins === limit.startsAt).map(({ id }) => id);
      return earliest(
        duties.filter(({ limitId, at }) => requests.includes(limitId) && isFrom(at, period.since)),
      )?.at;
    }
  }
}

/** The earliest of what ends a limit. What was done before its time began does not count. */
function metOf(
  limit: LegalLimit,
  start: number,
  { until }: MeasurePeriod,
  { duties, heldUntil }: Circumstances,
): Met | undefined {
  const done = duties.filter(({ limitId, at }) => limitId === limit.id && Date.parse(at) >= start);
  return earliest<Met>([
    ...(isDuty(limit) ? done : []).map(({ at, documentNumber }) => ({
      at,
      by: 'duty' as const,
      ...(documentNumber === undefined ? {} : { documentNumber }),
    })),
    ...(until === undefined ? [] : [{ at: until, by: 'laterMeasure' as const }]),
    ...(heldUntil === undefined ? [] : [{ at: heldUntil, by: 'release' as const }]),
  ]);
}

function earliest<T extends { readonly at: string }>(events: readonly T[]): T | undefined {
  return events.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))[0];
}

function isFrom(at: string, since: string): boolean {
  return Date.parse(at) >= Date.parse(since);
}
