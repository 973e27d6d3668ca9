import { readCsv, type TableLimits } from '#functions/registry/files/csv/read-csv.ts';
import type { TableFormat } from '#functions/registry/files/table-format.ts';
import { UnreadableFileError } from '#functions/registry/files/unreadable-file-error.ts';

import { noMoreThan } from './no-more-than.ts';
import type { TableRow, TableSource } from './table-row.ts';

/** What a file may be at most. */
export interface FileLimits extends TableLimits {
  /** Of CSV, in bytes. */
  readonly maxBytes: number;
}

/**
 * The rows of a file of a station, once, from top to bottom.
 * @throws UnreadableFileError when it is not what it should be
 */
export function readTable(
  { bytes, content }: TableSource,
  format: TableFormat,
  limits: FileLimits,
): AsyncIterable<TableRow> {
  if (format === 'xlsx') throw new UnreadableFileError('wrongFormat', 'Excel files are not read yet');
  const { maxBytes } = limits;
  if (bytes > maxBytes) throw new UnreadableFileError('tooLarge', `more than ${maxBytes} bytes`);
  return readCsv(noMoreThan(content, maxBytes), limits);
}
