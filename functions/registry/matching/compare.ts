import { importPartSchema } from '#functions/registry/exchange/import-part.ts';
import type { IdentityDocument } from '#functions/registry/model/identity-document.ts';
import { documentHash } from '#functions/registry/store/index-writes.ts';
import { documentPartition, importPartKey } from '#functions/registry/store/keys.ts';
import { loadNotice } from '#functions/registry/store/notice-store.ts';
import { loadResident } from '#functions/registry/store/resident-record.ts';
import { holderOf } from '#functions/registry/store/resident-store.ts';
import type { Work } from '#functions/registry/work/work.ts';
import * as z from 'zod';

import { queryAll } from '#platform/store/item-store.ts';

import { alikePeople, readBirthIndex, storedBirthIndex, type BirthIndex } from './birth-index.ts';
import { nameFingerprints } from './name-fingerprints.ts';
import { isInForce, raisePair, type MatchingPlatform } from './raise-pair.ts';

type WorkOf<Type extends Work['type']> = Omit<Extract<Work, { type: Type }>, 'type'> & {
  readonly type?: Type;
};

/** From so many residents on, reading all notices once costs less than looking each of them up. */
const BULK = 20;

const noticeIdSchema = z.object({ id: z.string() });

/**
 * Compares a resident with the notices as they are now, after the resident was committed: whichever of the two is written last
 * finds the other.
 */
export async function compareResident(
  platform: MatchingPlatform,
  { partnershipId, residentId }: WorkOf<'compareResident'>,
): Promise<void> {
  const hasher = await platform.vault.hasher();
  await compareWithNotices(
    platform,
    partnershipId,
    residentId,
    storedBirthIndex(platform, hasher, partnershipId, 'NOTICES'),
  );
}

/** Compares every resident of a part of a file, unchanged ones too: the part may have been interrupted. */
export async function compareImportPart(
  platform: MatchingPlatform,
  { partnershipId, importId, part }: WorkOf<'compareImportPart'>,
): Promise<void> {
  const found = await platform.store.get(importPartKey(partnershipId, importId, part), importPartSchema);
  if (found === undefined) throw new Error('The part is compared before it is written.');
  const { residentIds } = found.body;
  const hasher = await platform.vault.hasher();
  const index =
    residentIds.length < BULK
      ? storedBirthIndex(platform, hasher, partnershipId, 'NOTICES')
      : await readBirthIndex(platform, hasher, partnershipId, 'NOTICES');
  for (const residentId of residentIds) await compareWithNotices(platform, partnershipId, residentId, index);
}

async function compareWithNotices(
  platform: MatchingPlatform,
  partnershipId: string,
  residentId: string,
  index: BirthIndex,
): Promise<void> {
  const opened = await loadResident(platform, partnershipId, residentId);
  if (opened === undefined) return;
  const { details } = opened.resident;
  const hasher = await platform.vault.hasher();
  const named = await Promise.all(
    details.documents.map((document) => noticesOf(platform, partnershipId, document)),
  );
  const alike = await alikePeople(index, details.birthDate, nameFingerprints(hasher, partnershipId, details));
  for (const noticeId of new Set([...named.flat(), ...alike]))
    await raisePair(platform, partnershipId, residentId, noticeId);
}

/** Notices that name a document. */
async function noticesOf(
  { store, vault }: MatchingPlatform,
  partnershipId: string,
  document: IdentityDocument,
): Promise<string[]> {
  const pk = documentPartition(partnershipId, documentHash(await vault.hasher(), partnershipId, document));
  return (await queryAll(store, pk, 'NOTICE#', noticeIdSchema)).map(({ body }) => body.id);
}

/** Compares a notice with the residents as they are now, after the notice was committed. */
export async function compareNotice(
  platform: MatchingPlatform,
  { partnershipId, noticeId }: WorkOf<'compareNotice'>,
): Promise<void> {
  const opened = await loadNotice(platform, partnershipId, noticeId);
  if (opened === undefined || !isInForce(opened.notice, platform.clock.now())) return;
  const { details } = opened.notice;
  const hasher = await platform.vault.hasher();
  const holders = await Promise.all(
    details.documents.map((document) => holderOf(platform, partnershipId, document)),
  );
  const alike =
    details.birthDate === undefined
      ? []
      : await alikePeople(
          storedBirthIndex(platform, hasher, partnershipId, 'RESIDENTS'),
          details.birthDate,
          nameFingerprints(hasher, partnershipId, details),
        );
  const known = holders.flatMap((holder) => (holder === undefined ? [] : [holder.residentId]));
  for (const residentId of new Set([...known, ...alike]))
    await raisePair(platform, partnershipId, residentId, noticeId);
}
