/** A cell that cannot be used as it is; its row comes back. */
export interface CellFault {
  /** The column, from 0. */
  readonly column: number;
  readonly message: string;
}

/** A row of a table that is not empty. */
export interface TableRow {
  /** Its number as a spreadsheet program shows it, from 1; titles, the header and empty rows count. */
  readonly row: number;
  /** What stands in the cells as text: dates as `YYYY-MM-DD`, whole numbers without exponent. */
  readonly cells: readonly string[];
  /** Cells that say nothing reliable, such as formulas. */
  readonly faults: readonly CellFault[];
}

/** A file as it lies in the exchange, or anything else that comes in pieces. */
export interface TableSource {
  /** Size in bytes as announced; what comes is counted besides. */
  readonly bytes: number;
  readonly content: AsyncIterable<Uint8Array>;
}
