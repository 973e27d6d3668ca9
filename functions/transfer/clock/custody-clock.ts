import type { LegalLimit, LegalLimits, Reading } from '#platform/deployment/legal-limits.ts';

import type { Circumstances } from './circumstances.ts';
import { dueAtBy } from './count-time.ts';
import { limitsRunning, type Met, type RunningLimit } from './limits-running.ts';

/** One time limit of the law, counted by one reading. */
export interface CustodyDeadline {
  readonly limitId: string;
  readonly name: LegalLimit['name'];
  readonly citation: Citation;
  readonly readingId: string;
  readonly readingName: Reading['name'];
  readonly readingCitation: Citation;
  /** From when it counts. */
  readonly startedAt: string;
  /** From this instant on the limit is over. */
  readonly dueAt: string;
  readonly whenOver: LegalLimit['whenOver'];
  /** Whether it is the earliest reading of its limit: that one binds. */
  readonly binding: boolean;
  /** The extension by which it is this long. */
  readonly extension?: { readonly extensionId: string; readonly documentNumber: string };
  /** How the limit came to its end; without it, it runs. */
  readonly met?: Met & { readonly late: boolean };
}

/** Where a rule is found in the law, and whether anybody compared it with the law in force. */
export type Citation = Pick<LegalLimit, 'law' | 'article' | 'note' | 'verification'>;

/**
 * Every time limit of the measures under which somebody is held or was held, by every reading that the law leaves open.
 * Which reading holds is not decided here: all are given, and the earliest of each limit is marked as the binding one.
 *
 * @example
 * const deadlines = custodyClock(deployment.legalLimits, transfer.legal);
 * const urgent = bindingDeadlines(deadlines)[0];
 */
export function custodyClock(
  { limits, readings }: LegalLimits,
  circumstances: Circumstances,
): CustodyDeadline[] {
  return limitsRunning(limits, circumstances).flatMap((running) => {
    const counted = readings.map((reading) => ({ reading, ...countedBy(reading, running, circumstances) }));
    const binding = counted.reduce((earliest, each) => (each.due < earliest.due ? each : earliest));
    return counted.map((each) => deadline(running, each, each === binding));
  });
}

/** The deadlines that bind and still run: the earliest reading of each limit, the most urgent first. */
export function bindingDeadlines(deadlines: readonly CustodyDeadline[]): CustodyDeadline[] {
  return deadlines
    .filter(({ binding, met }) => binding && met === undefined)
    .toSorted((one, other) => Date.parse(one.dueAt) - Date.parse(other.dueAt));
}

interface Counted {
  readonly reading: Reading;
  readonly due: number;
  readonly extension?: CustodyDeadline['extension'];
}

/** Counts a limit with its extensions. One counts only if it was issued within the limit as it was until then. */
function countedBy(
  reading: Reading,
  { limit, start }: RunningLimit,
  { extensions, travel }: Circumstances,
): Omit<Counted, 'reading'> {
  const granted = extensions
    .filter(({ limitId, issuedAt }) => limitId === limit.id && Date.parse(issuedAt) >= start)
    .toSorted((one, other) => Date.parse(one.issuedAt) - Date.parse(other.issuedAt));
  let counted: Omit<Counted, 'reading'> = { due: dueAtBy(reading, start, limit.duration, travel) };
  for (const { extensionId, documentNumber, issuedAt } of granted) {
    const total = limit.extensions.find(({ id }) => id === extensionId)?.total;
    if (total === undefined || Date.parse(issuedAt) > counted.due) continue;
    const due = dueAtBy(reading, start, total, travel);
    if (due > counted.due) counted = { due, extension: { extensionId, documentNumber } };
  }
  return counted;
}

function deadline(
  { limit, start, met }: RunningLimit,
  { reading, due, extension }: Counted,
  binding: boolean,
): CustodyDeadline {
  return {
    limitId: limit.id,
    name: limit.name,
    citation: citationOf(limit),
    readingId: reading.id,
    readingName: reading.name,
    readingCitation: citationOf(reading),
    startedAt: new Date(start).toISOString(),
    dueAt: new Date(due).toISOString(),
    whenOver: limit.whenOver,
    binding,
    ...(extension === undefined ? {} : { extension }),
    ...(met === undefined ? {} : { met: { ...met, late: Date.parse(met.at) > due } }),
  };
}

function citationOf({ law, article, note, verification }: Citation): Citation {
  return { law, article, ...(note === undefined ? {} : { note }), verification };
}
