import * as z from 'zod';

import {
  lookupSchema,
  LOOKUP_PREFIX,
  unusualPatternSchema,
  type Lookup,
} from '#functions/registry/lookup/model/lookup-record.ts';
import { lookupPartition } from '#functions/registry/store/keys.ts';
import { shanghaiDay } from '#platform/messages/shanghai-time.ts';
import type { Platform } from '#platform/platform.ts';
import { queryAll } from '#platform/store/item-store.ts';

const bySchema = z.object({ stationId: z.string(), officerId: z.string(), purpose: z.string() });

/** Who looked at a station's residents on a day. Ids and counts alone. */
export const digestSchema = z.object({
  partnershipId: z.string(),
  stationId: z.string(),
  /** Of Shanghai. */
  day: z.iso.date(),
  /** Whether the day is over. */
  complete: z.boolean(),
  /** Lookups that were answered. */
  lookups: z.int(),
  /** How many different residents of the station they showed. */
  residents: z.int(),
  refused: z.int(),
  unusual: z.int(),
  /** Who, and what for; who was shown most residents first. */
  by: z.array(
    bySchema.extend({
      lookups: z.int(),
      /** Residents of the station that were shown, each time anew. */
      shown: z.int(),
      refused: z.int(),
    }),
  ),
  refusals: z.array(bySchema.extend({ lookupId: z.string(), at: z.iso.datetime(), reason: z.string() })),
  outOfTheOrdinary: z.array(
    bySchema.extend({ lookupId: z.string(), at: z.iso.datetime(), patterns: z.array(unusualPatternSchema) }),
  ),
});

/** Who looked at a station's residents on a day. */
export type Digest = z.infer<typeof digestSchema>;

/** Who looked at a station's residents on a day; and who looked for somebody and was refused, or found nobody. */
export async function digestOf(
  { store, clock }: Platform,
  partnershipId: string,
  stationId: string,
  day: string,
): Promise<Digest> {
  const found = await queryAll(
    store,
    lookupPartition(partnershipId, stationId, day),
    LOOKUP_PREFIX,
    lookupSchema,
  );
  const lookups = found.map(({ body }) => body);
  const answered = lookups.filter(({ outcome }) => outcome === 'read');
  const refused = lookups.filter(({ outcome }) => outcome === 'refused');
  const unusual = lookups.filter((lookup) => lookup.unusual.length > 0);
  return {
    partnershipId,
    stationId,
    day,
    complete: day < shanghaiDay(clock.now()),
    lookups: answered.length,
    residents: new Set(answered.flatMap((lookup) => lookup.residents.map(({ residentId }) => residentId)))
      .size,
    refused: refused.length,
    unusual: unusual.length,
    by: countedBy(lookups),
    refusals: refused.map((lookup) => ({ ...eventOf(lookup), reason: lookup.reason ?? '' })),
    outOfTheOrdinary: unusual.map((lookup) => ({ ...eventOf(lookup), patterns: lookup.unusual })),
  };
}

function eventOf({ lookupId, at, by, purpose }: Lookup) {
  return { ...by, purpose, lookupId, at };
}

function countedBy(lookups: readonly Lookup[]): Digest['by'] {
  const rows = new Map<string, Digest['by'][number]>();
  for (const { by, purpose, outcome, residents } of lookups) {
    const name = JSON.stringify([by.stationId, by.officerId, purpose]);
    const { lookups: before, shown, refused } = rows.get(name) ?? { lookups: 0, shown: 0, refused: 0 };
    const isRefused = outcome === 'refused';
    rows.set(name, {
      ...by,
      purpose,
      lookups: before + (isRefused ? 0 : 1),
      shown: shown + residents.length,
      refused: refused + (isRefused ? 1 : 0),
    });
  }
  return [...rows.values()].toSorted((one, other) => other.shown - one.shown || other.lookups - one.lookups);
}
