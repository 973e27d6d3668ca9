import { columnName } from '#functions/registry/files/columns/column-mapping.ts';
import type { TableLimits } from '#functions/registry/files/csv/read-csv.ts';
import type { CellFault, TableRow } from '#functions/registry/files/table/table-row.ts';
import { UnreadableFileError } from '#functions/registry/files/unreadable-file-error.ts';

import { textOfCell, type CellContext, type RawCell } from './cell-text.ts';
import { readDateStyles } from './date-formats.ts';
import { MergeFilling } from './merge-filling.ts';
import { readMergedCells } from './merged-cells.ts';
import { openArchive, type ArchiveLimits } from './open-archive.ts';
import { readSharedStrings } from './shared-strings.ts';
import { sheetRows } from './sheet-rows.ts';
import { requireWorkbook } from './require-workbook.ts';
import { readWorkbook } from './workbook.ts';

/** What an Excel file may be at most. */
export interface XlsxLimits extends TableLimits, ArchiveLimits {}

/**
 * The rows of the first sheet of an Excel file (ECMA-376, `.xlsx`) that is not hidden. Merged cells say all what the first of
 * them says; formulas, errors and rounded numbers are faults of their cells.
 * @throws UnreadableFileError when it is no such file, damaged, protected or larger than is taken
 */
export async function* readXlsx(content: Uint8Array, limits: XlsxLimits): AsyncGenerator<TableRow> {
  requireWorkbook(content);
  const archive = await openArchive(content, limits);
  const { sheet, from1904 } = await readWorkbook(archive);
  const strings = await readSharedStrings(archive);
  const dateStyles = await readDateStyles(archive);
  const [once, again] = [archive.text(sheet), archive.text(sheet)];
  if (once === undefined || again === undefined) throw new UnreadableFileError('noSheet');
  // Which cells are merged is told behind the rows.
  const merged = new MergeFilling(await readMergedCells(once), limits.maxColumns);
  let before = -1;
  for await (const { row, cells } of sheetRows(again)) {
    if (!(row > before)) throw new UnreadableFileError('damaged', `row ${row + 1}`);
    before = row;
    const filled = merged.filled(row, cells);
    if (filled.size === 0) continue;
    const { maxRows } = limits;
    if (row >= maxRows) throw new UnreadableFileError('tooManyRows', `more than ${maxRows}`);
    const read = readCells(row, filled, { strings, dateStyles, from1904 }, limits);
    if (read.faults.length > 0 || read.cells.some((cell) => cell.trim() !== '')) yield read;
  }
}

function readCells(
  row: number,
  raw: ReadonlyMap<number, RawCell>,
  context: CellContext,
  { maxColumns, maxCellCharacters }: TableLimits,
): TableRow {
  const width = Math.max(...raw.keys()) + 1;
  if (width > maxColumns)
    throw new UnreadableFileError('tooManyColumns', `row ${row + 1}, more than ${maxColumns}`);
  const cells = Array.from({ length: width }, () => '');
  const faults: CellFault[] = [];
  for (const [column, cell] of raw) {
    const text = textOfCell(cell, context);
    const message = typeof text === 'string' ? tooLong(text, maxCellCharacters) : text.fault;
    if (message !== undefined) faults.push({ column, message: `${message} (column ${columnName(column)})` });
    if (typeof text === 'string') cells[column] = text.slice(0, maxCellCharacters);
  }
  return { row: row + 1, cells, faults };
}

function tooLong(text: string, most: number): string | undefined {
  return text.length > most ? `is longer than ${most} characters` : undefined;
}
