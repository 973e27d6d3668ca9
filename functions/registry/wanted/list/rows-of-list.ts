import type { RejectedRow } from '#functions/registry/exchange/work/rejected-rows.ts';
import type { FieldError } from '#platform/errors.ts';

import type { NoticeLine } from './list-line.ts';
import type { NoticeRow } from './notice-tables.ts';

/** What a list says, once it is read to its end. */
export interface RowsOfList {
  /** One for each notice, in the order of the file. */
  readonly lines: readonly NoticeLine[];
  /** Rows that come back, each with its reason. */
  readonly rejected: readonly RejectedRow[];
  readonly rowsRead: number;
  /** Numbers of all notices that the list names, in a row that comes back too. */
  readonly numbers: ReadonlySet<string>;
  /** Rows that come back and do not say of which notice they speak: a full list may not lack the notices that it seems to lack. */
  readonly unnamed: number;
}

/**
 * Reads a list to its end. Of two rows of the same notice the second comes back; so does one whose validity has ended, for it
 * would be in force for nobody.
 * @param today a date in Shanghai
 */
export async function rowsOfList(rows: AsyncIterable<NoticeRow>, today: string): Promise<RowsOfList> {
  const lines: NoticeLine[] = [];
  const rejected: RejectedRow[] = [];
  const rowOfNumber = new Map<string, number>();
  let rowsRead = 0;
  let unnamed = 0;
  for await (const read of rows) {
    rowsRead++;
    const { row, cells } = read;
    const number = 'faults' in read ? read.number : read.details.number;
    const faults = 'faults' in read ? read.faults : faultsOf(read, rowOfNumber, today);
    if (number === undefined) unnamed++;
    else if (!rowOfNumber.has(number)) rowOfNumber.set(number, row);
    if (faults.length > 0) rejected.push({ row, cells: [...cells], faults: [...faults] });
    else if ('details' in read) lines.push({ row, details: read.details, change: read.change });
  }
  return { lines, rejected, rowsRead, numbers: new Set(rowOfNumber.keys()), unnamed };
}

function faultsOf(
  { details: { number, validTo }, change }: Extract<NoticeRow, { details: unknown }>,
  rowOfNumber: ReadonlyMap<string, number>,
  today: string,
): FieldError[] {
  const earlier = rowOfNumber.get(number);
  if (earlier !== undefined)
    return [{ field: 'number', message: `is the number of row ${earlier}; a list names a notice once` }];
  if (change === 'inForce' && validTo !== undefined && validTo < today)
    return [{ field: 'validTo', message: 'lies in the past: nobody is wanted by this notice any more' }];
  return [];
}
