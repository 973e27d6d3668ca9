import type { RawCell } from './cell-text.ts';
import { placeOf } from './merged-cells.ts';
import { readXml } from './read-xml.ts';

/** A row of a sheet that has cells. */
export interface SheetRow {
  /** From 0. */
  readonly row: number;
  /** By column, from 0. */
  readonly cells: ReadonlyMap<number, RawCell>;
}

/** The rows of a sheet's part, from top to bottom. @throws UnreadableFileError like `readXml` */
export async function* sheetRows(xml: AsyncIterable<string>): AsyncGenerator<SheetRow> {
  const reader = new RowReader();
  for await (const _ of readXml(xml, reader)) yield* reader.taken();
}

/** Puts rows together from what is told of the sheet. */
class RowReader {
  #rows: SheetRow[] = [];
  #row = -1;
  #column = -1;
  #cells = new Map<number, RawCell>();
  #cell: { type: string; style: number; value: string; isFormula: boolean } | undefined;
  #inValue = false;
  #pronounced = false;

  /** The rows that are complete, once. */
  taken(): readonly SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  readonly open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    if (name === 'row') this.#openRow(attributes['r']);
    else if (name === 'c') this.#openCell(attributes);
    else if (name === 'f' && this.#cell !== undefined) this.#cell.isFormula = true;
    else if (name === 'rPh') this.#pronounced = true;
    else if (name === 'v' || name === 't') this.#inValue = !this.#pronounced;
  };

  readonly text = (text: string): void => {
    if (this.#inValue && this.#cell !== undefined) this.#cell.value += text;
  };

  readonly close = (name: string): void => {
    if (name === 'v' || name === 't') this.#inValue = false;
    else if (name === 'rPh') this.#pronounced = false;
    else if (name === 'c') this.#closeCell();
    else if (name === 'row') this.#rows.push({ row: this.#row, cells: this.#cells });
  };

  /** Rows and cells without a reference follow the one before. */
  #openRow(number: string | undefined): void {
    this.#row = number === undefined ? this.#row + 1 : Number(number) - 1;
    this.#column = -1;
    this.#cells = new Map();
  }

  #openCell({ r, t = 'n', s = '0' }: Readonly<Record<string, string>>): void {
    this.#column = (r === undefined ? undefined : placeOf(r))?.column ?? this.#column + 1;
    this.#cell = { type: t, style: Number(s), value: '', isFormula: false };
  }

  #closeCell(): void {
    const cell = this.#cell;
    this.#cell = undefined;
    if (cell !== undefined && (cell.value !== '' || cell.isFormula)) this.#cells.set(this.#column, cell);
  }
}
