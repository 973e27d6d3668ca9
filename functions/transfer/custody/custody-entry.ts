import * as z from 'zod';

import { hashOf } from '#platform/audit/audit-entry.ts';
import { casePartition, sortable } from '#platform/case/case.ts';
import {
  stationPublicKeySchema,
  stationSignatureSchema,
  type StationSignature,
} from '#platform/signature/station-signer.ts';
import type { Key } from '#platform/store/item-store.ts';

import { custodyFactsSchema, hashSchema, type CustodyFacts } from './custody-facts.ts';

/**
 * One entry of the custody chain of a transfer. The signature is the acting station's, over the SHA-256 of the RFC 8785
 * form of `chain`, `sequence`, `previousHash` and `facts` (a list of property may be longer than what a key service takes);
 * `hash` is SHA-256 over the RFC 8785 form of all other members, the signature included, so that not even a signature can be
 * put in the place of another.
 */
export const custodyEntrySchema = z.strictObject({
  /** Id of the transfer. */
  chain: z.string(),
  /** Dense, from 1. */
  sequence: z.int().min(1),
  /** `hash` of the entry before; zeros in the first. */
  previousHash: hashSchema,
  facts: custodyFactsSchema,
  signature: stationSignatureSchema,
  hash: hashSchema,
});

/** One entry of the custody chain of a transfer. */
export type CustodyEntry = z.infer<typeof custodyEntrySchema>;

/** What an entry's signature is over. */
export interface SignedFacts {
  readonly chain: string;
  readonly sequence: number;
  readonly previousHash: string;
  readonly facts: CustodyFacts;
}

/** An entry as it is kept, with the key that checks its signature: a key that is lost later takes no chain with it. */
export const keptCustodyEntrySchema = z.object({ entry: custodyEntrySchema, key: stationPublicKeySchema });

/** Sort-key prefix of the custody entries of a transfer. */
export const CUSTODY_PREFIX = 'CUSTODY#';

/** Key of a custody entry. */
export function custodyEntryKey(caseId: string, sequence: number): Key {
  return { pk: casePartition(caseId), sk: `${CUSTODY_PREFIX}${sortable(sequence)}` };
}

/** The bytes that an entry's signature is over. */
export function signedBytesOf({ chain, sequence, previousHash, facts }: SignedFacts): Uint8Array {
  return signable({ chain, sequence, previousHash, facts });
}

/** The entry that is made of signed facts. */
export function custodyEntry(signed: SignedFacts, signature: StationSignature): CustodyEntry {
  const entry = { ...signed, signature };
  return { ...entry, hash: hashOf(entry) };
}

/** What the hash of an entry has to be. */
export function custodyHashOf({ hash: _hash, ...entry }: CustodyEntry): string {
  return hashOf(entry);
}

/** The SHA-256 of the RFC 8785 form of a JSON value, as bytes to be signed. */
export function signable(value: object): Uint8Array {
  return Buffer.from(hashOf(value), 'hex');
}
