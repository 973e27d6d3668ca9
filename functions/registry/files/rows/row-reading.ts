import type { ColumnMapping } from '#functions/registry/files/columns/column-mapping.ts';
import type { ColumnSet } from '#functions/registry/files/columns/column-set.ts';
import { unguarded } from '#functions/registry/files/csv/csv-line.ts';
import type { TableRow } from '#functions/registry/files/table/table-row.ts';
import type { FieldError } from '#platform/errors.ts';

import { calendarDate } from './calendar-date.ts';
import { codeText, freeText } from './cell-text.ts';
import { wordMeaning } from './vocabulary.ts';

/** What the columns of a file mean. */
export interface FileColumns<Field extends string> {
  readonly set: ColumnSet<Field>;
  readonly headers: readonly string[];
  readonly mapping: ColumnMapping<Field>;
}

/** What those who read a part of a row need of it. */
export type Reading<Field extends string> = Pick<
  RowReading<Field>,
  'cell' | 'text' | 'code' | 'date' | 'word' | 'fault'
>;

/**
 * A row while it is read: cells by what they stand for, and what is wrong with them. Of each cell the first fault is told. No
 * message repeats what stands there: it is personal data.
 */
export class RowReading<Field extends string> {
  readonly #cells: readonly string[];
  readonly #columns: FileColumns<Field>;
  readonly #faults = new Map<string, FieldError>();

  constructor({ cells, faults }: TableRow, columns: FileColumns<Field>) {
    this.#cells = cells;
    this.#columns = columns;
    for (const [field, column] of columns.mapping.columns) {
      const found = faults.find((fault) => fault.column === column);
      if (found !== undefined) this.fault(field, found.message);
    }
  }

  /** Why the row comes back; nothing when it does not. */
  get faults(): readonly FieldError[] {
    return [...this.#faults.values()];
  }

  /** Says what is wrong with a cell, under its header as it stands in the file. */
  fault(field: Field, message: string): undefined {
    const header = this.#header(field);
    if (!this.#faults.has(header)) this.#faults.set(header, { field: header, message });
  }

  /** The cell as it stands there; empty when there is none, or it cannot be used. */
  cell(field: Field): string {
    const column = this.#columns.mapping.columns.get(field);
    if (column === undefined || this.#faults.has(this.#header(field))) return '';
    return unguarded(this.#cells[column] ?? '');
  }

  /** A text; undefined when nothing is said. */
  text(field: Field): string | undefined {
    return freeText(this.cell(field));
  }

  /** A number of a document, say, in capital letters. */
  code(field: Field): string | undefined {
    return codeText(this.cell(field))?.toUpperCase();
  }

  /** A day, `YYYY-MM-DD`. */
  date(field: Field): string | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    return (
      calendarDate(text) ??
      this.fault(field, 'must be a day of the calendar, such as 1985-03-12, 1985/3/12 or 1985年3月12日')
    );
  }

  /** One of the values for which there are words. */
  word<Value extends string>(
    field: Field,
    words: Readonly<Record<Value, readonly [string, ...string[]]>>,
  ): Value | undefined {
    const text = codeText(this.cell(field));
    if (text === undefined) return undefined;
    return wordMeaning<Value>(words, text) ?? this.fault(field, `must be one of ${allowed(words)}`);
  }

  #header(field: Field): string {
    const { set, headers, mapping } = this.#columns;
    const column = mapping.columns.get(field);
    const stands = column === undefined ? undefined : headers[column]?.trim();
    return stands ?? set.columns.find((known) => known.field === field)?.headers[0] ?? field;
  }
}

function allowed(words: Readonly<Record<string, readonly [string, ...string[]]>>): string {
  return Object.values(words)
    .map(([word]) => word)
    .join(', ');
}
