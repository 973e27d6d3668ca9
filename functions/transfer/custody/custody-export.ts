import * as z from 'zod';

import { casePartition } from '#platform/case/case.ts';
import type { Platform } from '#platform/platform.ts';
import {
  SignatureUnavailableError,
  stationPublicKeySchema,
  type StationPublicKey,
  type StationSigner,
} from '#platform/signature/station-signer.ts';
import { queryAll } from '#platform/store/item-store.ts';
import type { TransferPlatform } from '#functions/transfer/transfer-platform.ts';

import { CUSTODY_PREFIX, custodyEntrySchema, keptCustodyEntrySchema } from './custody-entry.ts';
import type { CustodyHolder } from './custody-state.ts';
import {
  custodyHeadSchema,
  HEAD_PREFIX,
  keptCustodyHeadSchema,
  type KeptCustodyHead,
} from './custody-head.ts';

/** The heads of a chain, with the keys that check them: what stations keep outside, and `--heads FILE` takes. */
export const custodyHeadsSchema = z.strictObject({
  /** The newest head of each station. */
  heads: z.array(custodyHeadSchema),
  keys: z.array(stationPublicKeySchema),
});

/** The heads of a chain, with the keys that check them. */
export type CustodyHeads = z.infer<typeof custodyHeadsSchema>;

/** A custody chain as it is handed out: whoever has it can verify it without this system. */
export const custodyExportSchema = z.strictObject({
  /** Id of the transfer. */
  chain: z.string(),
  entries: z.array(custodyEntrySchema),
  ...custodyHeadsSchema.shape,
});

/** A custody chain as it is handed out. */
export type CustodyExport = z.infer<typeof custodyExportSchema>;

/** The custody chain of a transfer, with the newest head of each station and the keys of all signatures. */
export async function custodyExport({ store }: Platform, caseId: string): Promise<CustodyExport> {
  const partition = casePartition(caseId);
  const entries = await queryAll(store, partition, CUSTODY_PREFIX, keptCustodyEntrySchema);
  // Read after the entries, so that each entry has its head; those of later entries belong to a later export.
  const heads = (await queryAll(store, partition, HEAD_PREFIX, keptCustodyHeadSchema)).filter(
    ({ body }) => body.head.sequence <= entries.length,
  );
  const newest = newestOfEach(heads.map(({ body }) => body));
  return {
    chain: caseId,
    entries: entries.map(({ body }) => body.entry),
    heads: newest.map(({ head }) => head),
    // Only of what is handed out: a key that an older head alone was signed by would be strange to whoever verifies.
    keys: distinct([...entries.map(({ body }) => body.key), ...newest.map(({ key }) => key)]),
  };
}

/**
 * What a station keeps outside of this system: the newest heads, and besides the keys that signed, those by which both
 * stations would sign now, so that a chain which goes on can be held against them. A key that fails now is left out (the
 * signer reports why): heads are wanted then most of all.
 */
export async function custodyHeads(
  platform: TransferPlatform,
  { caseId, custody }: CustodyHolder,
): Promise<CustodyHeads> {
  const { heads, keys } = await custodyExport(platform, caseId);
  const present = await Promise.all(
    (custody?.stationIds ?? []).map((stationId) => presentKeys(platform.signer, stationId)),
  );
  return { heads, keys: distinct([...keys, ...present.flat()]) };
}

async function presentKeys(signer: StationSigner, stationId: string): Promise<StationPublicKey[]> {
  try {
    return [await signer.publicKey(stationId)];
  } catch (error) {
    if (error instanceof SignatureUnavailableError) return [];
    throw error;
  }
}

function newestOfEach(heads: readonly KeptCustodyHead[]): KeptCustodyHead[] {
  // They come in the order of their numbers for each station.
  return [...new Map(heads.map((kept) => [kept.head.signature.stationId, kept])).values()];
}

function distinct(keys: readonly StationPublicKey[]): StationPublicKey[] {
  return [...new Map(keys.map((key) => [`${key.stationId} ${key.keyId}`, key])).values()];
}
