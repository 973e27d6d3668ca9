import * as z from 'zod';

import { RateLimitedError } from '#platform/errors.ts';
import { sha256 } from '#platform/ids.ts';
import type { ItemStore, Key, Write } from '#platform/store/item-store.ts';

/** So many in each window of so many seconds. */
export interface Limit {
  readonly count: number;
  readonly windowSeconds: number;
}

const counterSchema = z.object({ count: z.int().min(0) });

/** A counter is of no use once its window is over; the store may drop it an hour later. */
const KEPT_SECONDS = 3600;

/**
 * The write that counts one more in the present window of `what`; part of the transaction of what is counted, so that a
 * request which is repeated or refused is not counted.
 * @param what - what is limited; kept as a hash, for it may name an address
 * @throws RateLimitedError when the window is full
 */
export async function countAgainstLimit(
  store: ItemStore,
  what: string,
  { count, windowSeconds }: Limit,
  at: Date,
): Promise<Write> {
  const now = Math.floor(at.getTime() / 1000);
  const windowStart = now - (now % windowSeconds);
  const windowEnd = windowStart + windowSeconds;
  const key: Key = { pk: `RATE#${sha256(what)}`, sk: String(windowStart) };
  const found = await store.get(key, counterSchema);
  const counted = found?.body.count ?? 0;
  if (counted >= count) throw new RateLimitedError(windowEnd - now);
  const item = {
    key,
    entity: 'rate' as const,
    body: { count: counted + 1 },
    expiresAt: windowEnd + KEPT_SECONDS,
  };
  return found === undefined ? { kind: 'create', item } : { kind: 'replace', item, revision: found.revision };
}
