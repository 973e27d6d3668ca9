import * as z from 'zod';

import { verificationSchema } from '#platform/deployment/citation.ts';
import type { LegalLimits } from '#platform/deployment/legal-limits.ts';
import { localizedTextSchema } from '#platform/localized-text.ts';
import { bindingDeadlines, custodyClock } from '#functions/transfer/clock/custody-clock.ts';
import type { TransferCase } from '#functions/transfer/model/transfer-case.ts';

const citationSchema = z.object({
  law: z.string(),
  article: z.string(),
  note: z.string().optional(),
  /** Whether anybody compared the rule with the law in force. */
  verification: verificationSchema,
});

const deadlineSchema = z.object({
  limitId: z.string(),
  name: localizedTextSchema,
  citation: citationSchema,
  readingId: z.string(),
  readingName: localizedTextSchema,
  readingCitation: citationSchema,
  startedAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  whenOver: z.enum(['release', 'overdue']),
  /** The earliest reading of its limit: that one binds. */
  binding: z.boolean(),
  extension: z.object({ extensionId: z.string(), documentNumber: z.string() }).optional(),
  /** How the limit came to its end; absent while it runs. */
  met: z
    .object({
      at: z.iso.datetime(),
      by: z.enum(['duty', 'laterMeasure', 'release']),
      documentNumber: z.string().optional(),
      late: z.boolean(),
    })
    .optional(),
});

/** The custody clock as officers see it: every limit of the measures, by every reading that the law leaves open. */
export const custodyClockSchema = z.object({
  /** It stands while nobody holds the suspect, and when the case is closed. */
  running: z.boolean(),
  deadlines: z.array(deadlineSchema),
  /** What binds first of all that runs. */
  next: z.object({ limitId: z.string(), readingId: z.string(), dueAt: z.iso.datetime() }).optional(),
});

/** The custody clock as officers see it. */
export type CustodyClockView = z.infer<typeof custodyClockSchema>;

/** The custody clock of a transfer, as it stands. */
export function custodyClockView(legalLimits: LegalLimits, state: TransferCase): CustodyClockView {
  const heldUntil = heldUntilOf(state);
  const deadlines = custodyClock(legalLimits, {
    ...state.legal,
    ...(heldUntil === undefined ? {} : { heldUntil }),
  });
  const running = heldUntil === undefined && state.status !== 'closed';
  const first = running ? bindingDeadlines(deadlines)[0] : undefined;
  return {
    running,
    deadlines,
    ...(first === undefined
      ? {}
      : { next: { limitId: first.limitId, readingId: first.readingId, dueAt: first.dueAt } }),
  };
}

/** Since when nobody holds the suspect. */
function heldUntilOf({ custody, escapes, courtRelease }: TransferCase): string | undefined {
  if (custody.custodian.kind === 'station') return undefined;
  return custody.custodian.reason === 'escaped' ? escapes.at(-1)?.at : courtRelease?.at;
}
