import canonicalize from 'canonicalize';
import * as z from 'zod';

import { actorRecordSchema } from '#platform/actor/actor.ts';
import { sha256 } from '#platform/ids.ts';

/** Hash before the first entry of a chain. */
export const GENESIS_HASH = '0'.repeat(64);

/**
 * One entry of an audit chain. `hash` is SHA-256 over the RFC 8785 form of all other members, `previousHash` included;
 * sequence numbers are dense, so a missing entry shows. Facts are kept as a hash: the chain holds no personal data.
 */
export const auditEntrySchema = z.object({
  chain: z.string(),
  sequence: z.int().min(1),
  at: z.iso.datetime(),
  actor: actorRecordSchema,
  action: z.string(),
  outcome: z.enum(['done', 'read', 'refused']),
  /** What was touched: a case id, a station id. */
  target: z.string(),
  /** Why a lookup was made or a command refused. */
  reason: z.string().optional(),
  /** SHA-256 of the RFC 8785 form of what was done. */
  factsHash: z.string().optional(),
  previousHash: z.string(),
  hash: z.string(),
});

/** One entry of an audit chain. */
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** An entry before it has its place in the chain. */
export type AuditFacts = Omit<AuditEntry, 'chain' | 'sequence' | 'previousHash' | 'hash'>;

/** SHA-256 of the RFC 8785 form of `value`. */
export function hashOf(value: unknown): string {
  return sha256(canonicalize(value) ?? 'null');
}

/** The next entry of `chain` after the entry with `previousHash`. */
export function chainEntry(
  chain: string,
  sequence: number,
  previousHash: string,
  facts: AuditFacts,
): AuditEntry {
  const entry = { ...facts, chain, sequence, previousHash };
  return { ...entry, hash: hashOf(entry) };
}

/**
 * Checks a whole chain from its first entry.
 * @returns the sequence number of the first entry that does not follow, or undefined when all do
 */
export function firstBrokenEntry(entries: readonly AuditEntry[], head?: string): number | undefined {
  let previousHash = GENESIS_HASH;
  for (const [index, entry] of entries.entries()) {
    const { hash, ...facts } = entry;
    const follows =
      entry.sequence === index + 1 && entry.previousHash === previousHash && hash === hashOf(facts);
    if (!follows) return index + 1;
    previousHash = hash;
  }
  return head === undefined || head === previousHash ? undefined : entries.length + 1;
}
