import { sortable } from '#platform/case/case.ts';
import type { TermKind } from '#functions/registry/vault/person-vault.ts';
import type { Key } from '#platform/store/item-store.ts';

/** A partnership's part of the registry's table. */
function within(partnershipId: string, rest: string): string {
  return `REG#${partnershipId}#${rest}`;
}

/** Key of a resident; events and audit entries lie beside it. */
export function residentKey(partnershipId: string, residentId: string): Key {
  return { pk: within(partnershipId, `RESIDENT#${residentId}`), sk: 'RESIDENT' };
}

/** Key of a wanted notice; events and audit entries lie beside it. */
export function noticeKey(partnershipId: string, noticeId: string): Key {
  return { pk: within(partnershipId, `NOTICE#${noticeId}`), sk: 'NOTICE' };
}

/** Partition of index `gsi1` that lists the residents of a station by id. */
export function stationResidents(partnershipId: string, stationId: string): string {
  return within(partnershipId, `STATION#${stationId}`);
}

/** Partition of index `gsi1` that lists the notices of one status by id. */
export function noticesByStatus(partnershipId: string, status: string): string {
  return within(partnershipId, `NOTICES#${status}`);
}

/** Partition of those who have a document: one resident under `RESIDENT`, notices under `NOTICE#id`. */
export function documentPartition(partnershipId: string, hash: string): string {
  return within(partnershipId, `DOCUMENT#${hash}`);
}

/** Kinds of terms by which residents are found. */
export type ResidentTerm = Extract<
  TermKind,
  'birthDate' | 'namePinyin' | 'telephone' | 'address' | 'employer'
>;

/** Partition of the residents who have a term; the sort key is the resident's id. */
export function termPartition(partnershipId: string, kind: ResidentTerm, hash: string): string {
  return within(partnershipId, `TERM#${kind}#${hash}`);
}

/** The two sides that are compared. */
export type BirthSide = 'RESIDENTS' | 'NOTICES';

/** Partition of everybody of one side who was born in a year; the sort key is `DAY#<hash of month and day>#<id>`. */
export function birthPartition(partnershipId: string, side: BirthSide, yearHash: string): string {
  return within(partnershipId, `BIRTH#${side}#${yearHash}`);
}

/** Key that only one notice of a number can have. */
export function noticeNumberKey(partnershipId: string, hash: string): Key {
  return { pk: within(partnershipId, `NOTICENUMBER#${hash}`), sk: 'NOTICE' };
}

/** Key of what has become of a resident and a notice that match. */
export function pairKey(partnershipId: string, noticeId: string, residentId: string): Key {
  return { pk: within(partnershipId, `PAIRS#${noticeId}`), sk: residentId };
}

/** Partition of the changes that a station has shared. */
export function feedPartition(partnershipId: string, stationId: string): string {
  return within(partnershipId, `FEED#${stationId}`);
}

/** Key of one change of a station's residents. */
export function feedKey(partnershipId: string, stationId: string, sequence: number): Key {
  return { pk: feedPartition(partnershipId, stationId), sk: `ENTRY#${sortable(sequence)}` };
}

/** Key of a file that is imported. */
export function importKey(partnershipId: string, importId: string): Key {
  return { pk: within(partnershipId, `IMPORT#${importId}`), sk: 'IMPORT' };
}

/** Key of the outcome of one part of a file. */
export function importPartKey(partnershipId: string, importId: string, part: number): Key {
  return { pk: within(partnershipId, `IMPORT#${importId}`), sk: `PART#${sortable(part)}` };
}

/** Key of a file that is exported. */
export function exportKey(partnershipId: string, exportId: string): Key {
  return { pk: within(partnershipId, `EXPORT#${exportId}`), sk: 'EXPORT' };
}

/** Partition of the lookups that showed residents of a station on a day (Shanghai). */
export function lookupPartition(partnershipId: string, stationId: string, day: string): string {
  return within(partnershipId, `LOOKUPS#${stationId}#${day}`);
}

/** Key of a proposal to correct a resident; events and audit entries lie beside it. */
export function proposalKey(partnershipId: string, proposalId: string): Key {
  return { pk: within(partnershipId, `PROPOSAL#${proposalId}`), sk: 'PROPOSAL' };
}

/** Partition of index `gsi1` that lists the open proposals to correct a station's residents. */
export function proposalPartition(partnershipId: string, stationId: string): string {
  return within(partnershipId, `PROPOSALS#${stationId}`);
}

/** Key of a piece of work. */
export function workKey(workId: string): Key {
  return { pk: `REG#WORK#${workId}`, sk: 'WORK' };
}
