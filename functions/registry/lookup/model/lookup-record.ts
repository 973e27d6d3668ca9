import * as z from 'zod';

import { lookupPartition } from '#functions/registry/store/keys.ts';
import { shanghaiDay } from '#platform/messages/shanghai-time.ts';
import type { Key } from '#platform/store/item-store.ts';

import { groundSchema } from './ground.ts';

/** In what a lookup may be out of the ordinary. */
export const unusualPatternSchema = z.enum(['manyLookups', 'offShift', 'withoutCase']);

/** In what a lookup may be out of the ordinary. */
export type UnusualPattern = z.infer<typeof unusualPatternSchema>;

/** Something that was searched by: its kind, and a keyed hash of the text. */
export const criterionHashSchema = z.object({ kind: z.string(), hash: z.string() });

/** Who looked for whom, why, on what ground, and what they were shown. Ids and keyed hashes only. */
export const lookupSchema = z.object({
  lookupId: z.string(),
  partnershipId: z.string(),
  at: z.iso.datetime(),
  by: z.object({ officerId: z.string(), stationId: z.string() }),
  action: z.string(),
  purpose: z.string(),
  ground: groundSchema,
  criteria: z.array(criterionHashSchema),
  outcome: z.enum(['read', 'refused']),
  /** Why it was refused. */
  reason: z.string().optional(),
  /** Whom it showed; in a station's own copy only those that it answers for. */
  residents: z.array(z.object({ residentId: z.string(), owningStationId: z.string() })),
  unusual: z.array(unusualPatternSchema),
});

/** Who looked for whom. */
export type Lookup = z.infer<typeof lookupSchema>;

/** A lookup as it counts for what its officer does within an hour. */
export const officerLookupSchema = z.object({
  lookupId: z.string(),
  at: z.iso.datetime(),
  offShift: z.boolean(),
  withoutCase: z.boolean(),
});

/** What the lookups in a station's or an officer's partition begin with. */
export const LOOKUP_PREFIX = 'AT#';

/** Key of a lookup, whole. */
export function lookupKey(partnershipId: string, lookupId: string): Key {
  return { pk: `REG#${partnershipId}#LOOKUP#${lookupId}`, sk: 'LOOKUP' };
}

/** Partition of what an officer looked up, by time. */
export function officerLookups(partnershipId: string, { officerId, stationId }: Lookup['by']): string {
  return `REG#${partnershipId}#LOOKUPSBY#${stationId}#${officerId}`;
}

/** Key under which an officer's lookup is counted. */
export function officerLookupKey({ partnershipId, by, at, lookupId }: Lookup): Key {
  return { pk: officerLookups(partnershipId, by), sk: sortKey(at, lookupId) };
}

/** Key of a lookup in the day (Asia/Shanghai) of a station that it concerns. */
export function stationLookupKey({ partnershipId, at, lookupId }: Lookup, stationId: string): Key {
  const day = shanghaiDay(new Date(at));
  return { pk: lookupPartition(partnershipId, stationId, day), sk: sortKey(at, lookupId) };
}

function sortKey(at: string, lookupId: string): string {
  return `${LOOKUP_PREFIX}${at}#${lookupId}`;
}
