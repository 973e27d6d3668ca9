import { Readable, pipeline } from 'node:stream';

import { CsvError, parse } from 'csv-parse';
import * as z from 'zod';

import { columnName } from '#functions/registry/files/columns/column-mapping.ts';
import type { CellFault, TableRow } from '#functions/registry/files/table/table-row.ts';
import { UnreadableFileError } from '#functions/registry/files/unreadable-file-error.ts';

import { decodedText } from './decoded-text.ts';

/** What a table may be at most. */
export interface TableLimits {
  readonly maxRows: number;
  readonly maxColumns: number;
  readonly maxCellCharacters: number;
}

/** What parts cells, in the order in which they are preferred. */
const SEPARATORS = [',', ';', '\t'] as const;
/** How much is looked at to tell what parts cells. */
const WINDOW_CHARACTERS = 65_536;
/** A row that is longer has a quote which nobody closed. In characters. */
const LONGEST_ROW = 1_048_576;

const parsedSchema = z.object({ record: z.array(z.string()) });

/**
 * The rows of a CSV file (RFC 4180, and what spreadsheet programs make of it), as a stream: a file of any size takes the memory of
 * a row.
 * @throws UnreadableFileError `tooManyRows`, `tooManyColumns`, `quoteNotClosed`, and what decoding throws
 */
export async function* readCsv(
  content: AsyncIterable<Uint8Array>,
  limits: TableLimits,
): AsyncGenerator<TableRow> {
  const { separator, text } = await withSeparator(decodedText(content));
  const parser = parse({
    delimiter: separator,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: LONGEST_ROW,
    info: true,
  });
  // Whoever stops reading the parser ends the file, and a fault of the file ends the parser.
  pipeline(Readable.from(text), parser, () => undefined);
  let row = 0;
  try {
    for await (const parsed of parser) {
      const { record } = parsedSchema.parse(parsed);
      row++;
      if (row > limits.maxRows) throw new UnreadableFileError('tooManyRows', `more than ${limits.maxRows}`);
      if (record.length > limits.maxColumns)
        throw new UnreadableFileError('tooManyColumns', `row ${row}, more than ${limits.maxColumns}`);
      if (record.some((cell) => cell.trim() !== '')) yield { row, ...cellsOf(record, limits) };
    }
  } catch (error) {
    throw error instanceof CsvError
      ? new UnreadableFileError('quoteNotClosed', `from row ${row + 1} on`)
      : error;
  }
}

function cellsOf(record: readonly string[], { maxCellCharacters }: TableLimits) {
  const faults: CellFault[] = record.flatMap((cell, column) =>
    cell.length > maxCellCharacters
      ? [{ column, message: `is longer than ${maxCellCharacters} characters (column ${columnName(column)})` }]
      : [],
  );
  const cut = record.map((cell) => cell.slice(0, maxCellCharacters));
  return { cells: cut, faults };
}

/** The separator that occurs most often where the file begins, and all of its text. */
async function withSeparator(
  pieces: AsyncGenerator<string>,
): Promise<{ readonly separator: string; readonly text: AsyncGenerator<string> }> {
  let start = '';
  while (start.length < WINDOW_CHARACTERS) {
    const { done, value } = await pieces.next();
    if (done === true) break;
    start += value;
  }
  const counts = SEPARATORS.map((separator) => start.split(separator).length);
  const separator = SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
  return { separator, text: joined(start.replace(/^\uFEFF/, ''), pieces) };
}

async function* joined(start: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  try {
    if (start !== '') yield start;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}
