import * as z from 'zod';

import { sealedSchema } from '#functions/registry/vault/sealed.ts';
import type { PersonKey } from '#functions/registry/vault/person-vault.ts';
import type { CaseEvent } from '#platform/case/case-event.ts';
import type { LedgerSeal } from '#platform/command/ledger.ts';

const DETAILS = 'details';

/** What an event of an erased person says: that it happened, and no more. */
const erasedEvents: ReadonlySet<string> = new Set(['erased']);

/** A record of a person as it lies in the store: details sealed, or gone for ever. */
export const keptDetailsSchema = z.union([sealedSchema, z.null()]);

/** Seals what is personal of a record and of its events by the person's key. `details: null` is kept as it is. */
export function sealBy(key: PersonKey): LedgerSeal {
  return {
    record: ({ details, ...rest }) => ({
      ...rest,
      details: details === null ? null : key.seal(z.object({}).loose().parse(details), DETAILS),
    }),
    eventData: (data, sequence) => ({ ...key.seal(data, eventContext(sequence)) }),
  };
}

/** For a record whose person is erased: there is nothing left to be sealed. */
export const unsealed: LedgerSeal = { record: (body) => body, eventData: (data) => data };

/** The details of a record. @throws Error when the key is another's */
export function openDetails<T>(
  key: PersonKey,
  details: z.infer<typeof sealedSchema>,
  schema: z.ZodType<T>,
): T {
  return key.open(details, DETAILS, schema);
}

/** What an event said. Of an erasure there is nothing that would be sealed. */
export function openEventData(key: PersonKey, event: CaseEvent): Readonly<Record<string, unknown>> {
  if (erasedEvents.has(event.type)) return event.data;
  return key.open(
    sealedSchema.parse(event.data),
    eventContext(event.sequence),
    z.record(z.string(), z.unknown()),
  );
}

function eventContext(sequence: number): string {
  return `event:${sequence}`;
}
