import type { ImportRecord } from './import-record.ts';

type Import = Pick<ImportRecord, 'partnershipId' | 'importId'>;

/** Names in the exchange bucket hold ids only. */
function folderOf({ partnershipId, importId }: Import, cutId: string): string {
  return `imports/${partnershipId}/${importId}/${cutId}`;
}

/** A part of a file that was read: a line of JSON for each person. */
export function partFileName(record: Import, cutId: string, part: number): string {
  return `${folderOf(record, cutId)}/part-${String(part).padStart(5, '0')}`;
}

/** The rows that the reading rejected: a line of JSON for each. */
export function rejectedRowsName(record: Import, cutId: string): string {
  return `${folderOf(record, cutId)}/rejected-rows`;
}

/** The file of rejected rows that the station gets. */
export function rejectedFileName(record: Import, cutId: string): string {
  return `${folderOf(record, cutId)}/rejected.csv`;
}
