import type { Circumstances } from '#functions/transfer/clock/circumstances.ts';
import { custodyClock, type CustodyDeadline } from '#functions/transfer/clock/custody-clock.ts';
import { exampleDeployment } from '#test/support/platform.ts';

/** Limits and readings of the example. */
export const { legalLimits } = exampleDeployment();

/** Somebody held under one measure since an instant, and what else is said about them. */
export function heldFor(
  measure: Circumstances['measures'][number]['measure'],
  since: string,
  rest: Partial<Circumstances> = {},
): Circumstances {
  return {
    deprivedOfLibertyAt: since,
    measures: [{ measure, since }],
    duties: [],
    extensions: [],
    travel: [],
    ...rest,
  };
}

/** An extension of the example with a document of some number. */
export function extended(limitId: string, extensionId: string, issuedAt: string) {
  return { limitId, extensionId, documentNumber: 'X-1', issuedAt };
}

/** The deadlines of one limit by reading. */
export function deadlinesOf(
  limitId: string,
  circumstances: Circumstances,
): Readonly<Record<string, CustodyDeadline>> {
  const own = custodyClock(legalLimits, circumstances).filter((each) => each.limitId === limitId);
  return Object.fromEntries(own.map((each) => [each.readingId, each]));
}

/** An instant as the clock writes it. */
export function instant(text: string): string {
  return new Date(text).toISOString();
}
