import * as z from 'zod';

import type { ItemStore, Write } from '#platform/store/item-store.ts';

import { feedKey, feedPartition } from './keys.ts';

/** What has become of a resident. */
export const feedChangeSchema = z.enum(['registered', 'corrected', 'moved', 'erased']);

/** One change that a station shares: ids only. Sequence numbers of a station are dense. */
export const feedEntrySchema = z.object({
  sequence: z.int().min(1),
  residentId: z.string(),
  change: feedChangeSchema,
  version: z.int().min(1),
  at: z.iso.datetime(),
});

/** One change that a station shares. */
export type FeedEntry = z.infer<typeof feedEntrySchema>;

/** How many changes a station has shared: the number of the newest. */
export const feedHeadSchema = z.object({ sequence: z.int().min(0) });

/** The newest number of a station's changes; 0 before the first. */
export async function feedHead(store: ItemStore, partnershipId: string, stationId: string): Promise<number> {
  const head = await store.get({ pk: feedPartition(partnershipId, stationId), sk: 'HEAD' }, feedHeadSchema);
  return head?.body.sequence ?? 0;
}

/**
 * What adds these changes to a station's feed, in this order. Whoever commits another one in between makes the transaction
 * fail: then it is built again.
 */
export async function feedWrites(
  store: ItemStore,
  partnershipId: string,
  stationId: string,
  changes: readonly Omit<FeedEntry, 'sequence' | 'at'>[],
  at: Date,
): Promise<Write[]> {
  const key = { pk: feedPartition(partnershipId, stationId), sk: 'HEAD' };
  const head = await store.get(key, feedHeadSchema);
  const before = head?.body.sequence ?? 0;
  const item = { key, entity: 'feedHead' as const, body: { sequence: before + changes.length } };
  return [
    head === undefined ? { kind: 'create', item } : { kind: 'replace', item, revision: head.revision },
    ...changes.map((change, index): Write => {
      const sequence = before + index + 1;
      return {
        kind: 'create',
        item: {
          key: feedKey(partnershipId, stationId, sequence),
          entity: 'feedEntry',
          body: { ...change, sequence, at: at.toISOString() },
        },
      };
    }),
  ];
}
