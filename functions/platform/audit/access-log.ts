import { setTimeout as sleep } from 'node:timers/promises';

import * as z from 'zod';

import { BusyError } from '#platform/errors.ts';
import { sortable } from '#platform/case/case.ts';
import { ConditionFailedError, type ItemStore, type Key, type Write } from '#platform/store/item-store.ts';

import { auditEntrySchema, chainEntry, GENESIS_HASH, type AuditFacts } from './audit-entry.ts';

/** Each round of contention lets one entry through: how many a station may add at the same instant. */
const ATTEMPTS = 40;
const BACKOFF_MS = 10;
const LONGEST_BACKOFF_MS = 200;
const headSchema = z.object({ sequence: z.int().min(0), hash: z.string() });

/** Chain of one station's lookups and refusals on one day (UTC). */
export function accessChain(stationId: string, at: string): string {
  return `ACCESS#${stationId}#${at.slice(0, 10)}`;
}

/** Key of an entry of an access chain. */
export function accessEntryKey(chain: string, sequence: number): Key {
  return { pk: chain, sk: `ENTRY#${sortable(sequence)}` };
}

/**
 * Writes down a lookup, or anything that was refused, in the chain of the station and day.
 * @param writes what is written with it, or not at all; none of them may have a condition that can fail
 * @throws BusyError when concurrent entries kept winning; then the lookup must not be answered
 */
export async function recordAccess(
  store: ItemStore,
  stationId: string,
  facts: AuditFacts,
  writes: readonly Write[] = [],
): Promise<void> {
  const chain = accessChain(stationId, facts.at);
  const headKey = { pk: chain, sk: 'HEAD' };
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const head = await store.get(headKey, headSchema);
    const entry = chainEntry(chain, (head?.body.sequence ?? 0) + 1, head?.body.hash ?? GENESIS_HASH, facts);
    const next = {
      key: headKey,
      entity: 'accessHead' as const,
      body: { sequence: entry.sequence, hash: entry.hash },
    };
    try {
      await store.transact([
        head === undefined
          ? { kind: 'create', item: next }
          : { kind: 'replace', item: next, revision: head.revision },
        {
          kind: 'create',
          item: {
            key: accessEntryKey(chain, entry.sequence),
            entity: 'access',
            body: auditEntrySchema.parse(entry),
          },
        },
        ...writes,
      ]);
      return;
    } catch (error) {
      if (!(error instanceof ConditionFailedError || error instanceof BusyError)) throw error;
    }
    await sleep(Math.random() * Math.min(BACKOFF_MS * (attempt + 1), LONGEST_BACKOFF_MS));
  }
  throw new BusyError();
}
