import type { TableRow } from '#functions/registry/files/table/table-row.ts';
import { UnreadableFileError } from '#functions/registry/files/unreadable-file-error.ts';

import { columnMapping, type ColumnMapping } from './column-mapping.ts';
import type { ColumnSet } from './column-set.ts';

/** A table whose header was found. */
export interface OpenTable<Field extends string> {
  /** The headers as they stand there; rejected rows go back below them. */
  readonly headers: readonly string[];
  readonly mapping: ColumnMapping<Field>;
  /** The rows below the header, once. Throws `UnreadableFileError` wherever the file turns out to be broken, or without rows. */
  readonly rows: AsyncIterable<TableRow>;
}

/** How a header is looked for. */
export interface HeaderSearch<Field extends string> {
  readonly set: ColumnSet<Field>;
  /** Fields of columns by their header, where the header alone does not say it. */
  readonly chosen?: Readonly<Record<string, string>> | undefined;
  /** The header stands in one of the first so many rows. */
  readonly withinRows: number;
}

/**
 * Finds the header of a table, above which titles may stand, and what its columns mean.
 * @throws UnreadableFileError `empty`, `missingHeader`, `duplicateHeader`, `unknownMapping`, and what reading throws
 */
export async function openTable<Field extends string>(
  table: AsyncIterable<TableRow>,
  { set, chosen, withinRows }: HeaderSearch<Field>,
): Promise<OpenTable<Field>> {
  const rows = table[Symbol.asyncIterator]();
  let best: { error: unknown; cells: number } | undefined;
  for (let tries = 0; tries < withinRows; tries++) {
    const { done, value } = await rows.next();
    if (done === true) break;
    try {
      const mapping = columnMapping(value.cells, set, chosen);
      return { headers: value.cells, mapping, rows: rowsBelow(rows) };
    } catch (error) {
      if (!(error instanceof UnreadableFileError)) throw error;
      // The fault that is told is that of the row which looks most like a header.
      const cells = value.cells.filter((cell) => cell !== '').length;
      if (best === undefined || cells > best.cells) best = { error, cells };
    }
  }
  await rows.return?.();
  throw best?.error ?? new UnreadableFileError('empty');
}

async function* rowsBelow(rows: AsyncIterator<TableRow>): AsyncGenerator<TableRow> {
  let any = false;
  try {
    for (let next = await rows.next(); next.done !== true; next = await rows.next()) {
      any = true;
      yield next.value;
    }
  } finally {
    await rows.return?.();
  }
  if (!any) throw new UnreadableFileError('noRows');
}
