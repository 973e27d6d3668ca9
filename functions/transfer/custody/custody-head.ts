import * as z from 'zod';

import { casePartition, sortable } from '#platform/case/case.ts';
import { stationPublicKeySchema, stationSignatureSchema } from '#platform/signature/station-signer.ts';
import type { Key } from '#platform/store/item-store.ts';

import { signable } from './custody-entry.ts';
import { hashSchema } from './custody-facts.ts';

/**
 * What a station puts its name to: that the newest entry it saw at `at` had this number and this hash. Kept outside, it
 * shows later that the chain was cut off or written anew. Signed is the SHA-256 of the RFC 8785 form of all members but the
 * signature.
 */
export const custodyHeadSchema = z.strictObject({
  chain: z.string(),
  sequence: z.int().min(1),
  hash: hashSchema,
  at: z.iso.datetime(),
  signature: stationSignatureSchema,
});

/** The newest entry that a station saw, signed by it. */
export type CustodyHead = z.infer<typeof custodyHeadSchema>;

/** A head as it is kept, with the key that checks its signature. */
export const keptCustodyHeadSchema = z.object({ head: custodyHeadSchema, key: stationPublicKeySchema });

/** A head as it is kept. */
export type KeptCustodyHead = z.infer<typeof keptCustodyHeadSchema>;

/** Sort-key prefix of the heads of a transfer. */
export const HEAD_PREFIX = 'HEAD#';

/** Key of a head: a station signs each entry once. */
export function custodyHeadKey(caseId: string, stationId: string, sequence: number): Key {
  return { pk: casePartition(caseId), sk: `${HEAD_PREFIX}${stationId}#${sortable(sequence)}` };
}

/** The bytes that a head's signature is over. */
export function signedBytesOfHead({ chain, sequence, hash, at }: Omit<CustodyHead, 'signature'>): Uint8Array {
  return signable({ chain, sequence, hash, at });
}
