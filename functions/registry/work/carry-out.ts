import type { Publisher } from '#functions/notification/publisher.ts';
import { closeHits } from '#functions/registry-hit/close-hits.ts';
import type { ExchangePlatform } from '#functions/registry/exchange/exchange-platform.ts';
import { readImport } from '#functions/registry/exchange/work/read-import.ts';
import { writeExport } from '#functions/registry/exchange/work/write-export.ts';
import { writeImportPart } from '#functions/registry/exchange/work/write-import-part.ts';
import { writeDigest } from '#functions/registry/lookup/digest/write-digest.ts';
import { tellUnusual } from '#functions/registry/lookup/tell-unusual.ts';
import { compareImportPart, compareNotice, compareResident } from '#functions/registry/matching/compare.ts';
import type { MatchingPlatform } from '#functions/registry/matching/raise-pair.ts';

import { eraseExpired } from '#functions/registry/residents/work/erase-expired.ts';
import { expireNotices } from '#functions/registry/wanted/expire-notices.ts';

import type { Work } from './work.ts';

/** What work is given: the registry, its files, how a hit is opened, and the stations' topics. */
export type WorkerPlatform = ExchangePlatform & MatchingPlatform & { readonly publisher: Publisher };

type Done = {
  readonly [Type in Work['type']]: (
    platform: WorkerPlatform,
    work: Extract<Work, { type: Type }>,
  ) => Promise<void>;
};

const done: Done = {
  compareResident,
  compareNotice,
  compareImportPart,
  closeHits,
  readImport,
  writeImportPart,
  writeExport,
  expireNotices,
  eraseExpired,
  writeDigest,
  tellUnusual,
};

/** Carries out a piece of work. Repeating it does no harm. */
export function carryOut(platform: WorkerPlatform, work: Work): Promise<void> {
  const carry = done[work.type] as (platform: WorkerPlatform, work: Work) => Promise<void>;
  return carry(platform, work);
}
