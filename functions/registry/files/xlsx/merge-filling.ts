import type { RawCell } from './cell-text.ts';
import type { MergedCells } from './merged-cells.ts';

/** Fills merged cells with what the first of them says, while rows pass from top to bottom. */
export class MergeFilling {
  readonly #merged: readonly MergedCells[];
  readonly #maxColumns: number;
  /** How many of them have begun. */
  #begun = 0;
  #open: { readonly cells: MergedCells; readonly value: RawCell }[] = [];

  /** @param merged from top to bottom */
  constructor(merged: readonly MergedCells[], maxColumns: number) {
    this.#merged = merged;
    this.#maxColumns = maxColumns;
  }

  /** The cells of a row, by column, with those that are merged. */
  filled(row: number, cells: ReadonlyMap<number, RawCell>): ReadonlyMap<number, RawCell> {
    this.#open = this.#open.filter((open) => open.cells.bottom >= row);
    for (
      let next = this.#merged[this.#begun];
      next !== undefined && next.top <= row;
      next = this.#merged[this.#begun]
    ) {
      this.#begun += 1;
      const value = next.top === row ? cells.get(next.left) : undefined;
      if (value !== undefined) this.#open.push({ cells: next, value });
    }
    if (this.#open.length === 0) return cells;
    const filled = new Map(cells);
    for (const {
      cells: { left, right },
      value,
    } of this.#open)
      for (let column = left; column <= Math.min(right, this.#maxColumns - 1); column++)
        filled.set(column, value);
    return filled;
  }
}
