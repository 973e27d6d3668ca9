import { buffer } from 'node:stream/consumers';

import { readCsv } from '#functions/registry/files/csv/read-csv.ts';
import type { TableFormat } from '#functions/registry/files/table-format.ts';
import { UnreadableFileError } from '#functions/registry/files/unreadable-file-error.ts';
import { readXlsx, type XlsxLimits } from '#functions/registry/files/xlsx/read-xlsx.ts';

import { noMoreThan } from './no-more-than.ts';
import type { TableRow, TableSource } from './table-row.ts';

/** What a file may be at most. */
export interface FileLimits extends XlsxLimits {
  /** Of CSV, in bytes. */
  readonly maxBytes: number;
  /** Of Excel, in bytes; it is held in memory while it is read. */
  readonly maxExcelBytes: number;
}

/**
 * The rows of a file of a station, once, from top to bottom.
 * @throws UnreadableFileError when it is not what it should be
 */
export async function* readTable(
  { bytes, content }: TableSource,
  format: TableFormat,
  limits: FileLimits,
): AsyncGenerator<TableRow> {
  const most = format === 'csv' ? limits.maxBytes : limits.maxExcelBytes;
  if (bytes > most) throw new UnreadableFileError('tooLarge', `more than ${most} bytes`);
  const bounded = noMoreThan(content, most);
  if (format === 'csv') yield* readCsv(bounded, limits);
  else yield* readXlsx(await buffer(bounded), limits);
}
