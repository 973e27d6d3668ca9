import type { Publisher } from '#functions/notification/publisher.ts';
import { closeHits } from '#functions/registry-hit/close-hits.ts';
import { writeDigest } from '#functions/registry/lookup/digest/write-digest.ts';
import { tellUnusual } from '#functions/registry/lookup/tell-unusual.ts';
import { compareImportPart, compareNotice, compareResident } from '#functions/registry/matching/compare.ts';
import type { MatchingPlatform } from '#functions/registry/matching/raise-pair.ts';

import { eraseExpired } from '#functions/registry/residents/work/erase-expired.ts';
import { expireNotices } from '#functions/registry/wanted/expire-notices.ts';

import type { Work } from './work.ts';

/** Work on files, which nobody can ask for before files can be read and written. */
type NotDeployed = 'readImport' | 'writeImportPart' | 'writeExport';

/** What work is given: the registry, how a hit is opened, and the stations' topics. */
export type WorkerPlatform = MatchingPlatform & { readonly publisher: Publisher };

type Done = {
  readonly [Type in Exclude<Work['type'], NotDeployed>]: (
    platform: WorkerPlatform,
    work: Extract<Work, { type: Type }>,
  ) => Promise<void>;
};

const done: Done = {
  compareResident,
  compareNotice,
  compareImportPart,
  closeHits,
  expireNotices,
  eraseExpired,
  writeDigest,
  tellUnusual,
};

/** Carries out a piece of work. Repeating it does no harm. */
export function carryOut(platform: WorkerPlatform, work: Work): Promise<void> {
  const carry = (done as Readonly<Record<string, unknown>>)[work.type];
  if (typeof carry !== 'function') throw new Error(`Work "${work.type}" is not deployed.`);
  return (carry as (platform: WorkerPlatform, work: Work) => Promise<void>)(platform, work);
}
