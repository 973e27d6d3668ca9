import * as z from 'zod';

import { nameFingerprints } from '#functions/registry/matching/name-fingerprints.ts';
import type { IdentityDocument } from '#functions/registry/model/identity-document.ts';
import type { NoticeDetails } from '#functions/registry/model/notice.ts';
import type { ResidentDetails } from '#functions/registry/model/resident.ts';
import type { TermHasher } from '#functions/registry/vault/person-vault.ts';
import { hashOf } from '#platform/audit/audit-entry.ts';
import type { ItemStore, Key, NewItem, Write } from '#platform/store/item-store.ts';

import { birthPartition, documentPartition, noticeNumberKey, termPartition, type BirthSide } from './keys.ts';
import { documentTerm, residentTerms } from './resident-terms.ts';

/** An entry of the index of birth dates: whose it is, and the fingerprints of each of their names. */
export const birthTermSchema = z.object({ id: z.string(), names: z.array(z.array(z.int())) });

/** Who has a document. */
export const documentHolderSchema = z.object({ id: z.string(), owningStationId: z.string().optional() });

/** Key under which the one resident lies who has a document. */
export function documentHolderKey(
  hasher: TermHasher,
  partnershipId: string,
  document: IdentityDocument,
): Key {
  return {
    pk: documentPartition(partnershipId, documentHash(hasher, partnershipId, document)),
    sk: 'RESIDENT',
  };
}

/** The keyed hash of a document. */
export function documentHash(hasher: TermHasher, partnershipId: string, document: IdentityDocument): string {
  return hasher(partnershipId, 'document', documentTerm(document));
}

/** What every entry of the index of birth dates begins with. */
export const DAY_PREFIX = 'DAY#';

/** Where somebody lies in the index of birth dates, by keyed hashes of the year and of month and day. */
export function birthKeyOf(
  hasher: TermHasher,
  partnershipId: string,
  side: BirthSide,
  birthDate: string,
  id: string,
): Key {
  return {
    pk: birthPartition(partnershipId, side, hasher(partnershipId, 'birthYear', birthDate.slice(0, 4))),
    sk: `${DAY_PREFIX}${hasher(partnershipId, 'birthDay', birthDate.slice(5))}#${id}`,
  };
}

/** Everything by which a resident is found. */
export function residentIndex(
  hasher: TermHasher,
  partnershipId: string,
  residentId: string,
  owningStationId: string,
  details: ResidentDetails,
): NewItem[] {
  return [
    ...details.documents.map((document) => ({
      key: documentHolderKey(hasher, partnershipId, document),
      entity: 'documentTerm' as const,
      body: { id: residentId, owningStationId },
    })),
    ...residentTerms(details).map(({ kind, text }) => ({
      key: { pk: termPartition(partnershipId, kind, hasher(partnershipId, kind, text)), sk: residentId },
      entity: 'term' as const,
      body: { id: residentId },
    })),
    {
      key: birthKeyOf(hasher, partnershipId, 'RESIDENTS', details.birthDate, residentId),
      entity: 'birthTerm' as const,
      body: { id: residentId, names: nameFingerprints(hasher, partnershipId, details) },
    },
  ];
}

/** Everything by which a notice is found. */
export function noticeIndex(
  hasher: TermHasher,
  partnershipId: string,
  noticeId: string,
  details: NoticeDetails,
): NewItem[] {
  const { birthDate, documents, number } = details;
  return [
    {
      key: noticeNumberKey(partnershipId, hasher(partnershipId, 'noticeNumber', number)),
      entity: 'documentTerm',
      body: { id: noticeId },
    },
    ...documents.map((document) => ({
      key: {
        pk: documentPartition(partnershipId, documentHash(hasher, partnershipId, document)),
        sk: `NOTICE#${noticeId}`,
      },
      entity: 'documentTerm' as const,
      body: { id: noticeId },
    })),
    ...(birthDate === undefined
      ? []
      : [
          {
            key: birthKeyOf(hasher, partnershipId, 'NOTICES', birthDate, noticeId),
            entity: 'birthTerm' as const,
            body: { id: noticeId, names: nameFingerprints(hasher, partnershipId, details) },
          },
        ]),
  ];
}

const anySchema = z.unknown();

/** What leads from one set of index entries to another: what stays the same is not written. */
export async function indexChange(
  store: ItemStore,
  before: readonly NewItem[],
  after: readonly NewItem[],
): Promise<Write[]> {
  const nameOf = ({ pk, sk }: Key) => `${pk}\n${sk}`;
  const old = new Map(before.map((item) => [nameOf(item.key), item]));
  const now = new Map(after.map((item) => [nameOf(item.key), item]));
  const gone = [...old].filter(([name]) => !now.has(name));
  const changed = [...now].filter(([name, { body }]) => {
    const earlier = old.get(name);
    return earlier !== undefined && hashOf(earlier.body) !== hashOf(body);
  });
  const revisionOf = async (key: Key) => (await store.get(key, anySchema))?.revision ?? 0;
  return [
    ...(await Promise.all(
      gone.map(async ([, { key }]): Promise<Write> => ({
        kind: 'delete',
        key,
        revision: await revisionOf(key),
      })),
    )),
    ...(await Promise.all(
      changed.map(async ([, item]): Promise<Write> => ({
        kind: 'replace',
        item,
        revision: await revisionOf(item.key),
      })),
    )),
    ...[...now].filter(([name]) => !old.has(name)).map(([, item]): Write => ({ kind: 'create', item })),
  ];
}
