import type { TableFormat } from '#functions/registry/files/table-format.ts';
import type { TableSource } from '#functions/registry/files/table/table-row.ts';
import type { ResidentDetails } from '#functions/registry/model/resident.ts';
import type { FieldError } from '#platform/errors.ts';

/** A row of a file, understood or not. */
export type ReadRow = { readonly row: number; readonly cells: readonly string[] } & (
  { readonly details: ResidentDetails } | { readonly faults: readonly FieldError[] }
);

/** A file of residents whose header was found. */
export interface ResidentTable {
  /** The headers as they stand there; rejected rows go back below them. */
  readonly headers: readonly string[];
  /** Columns that nobody understands, as a spreadsheet names them. */
  readonly unknownColumns: readonly string[];
  /** Once, to the end of the file. Throws `UnreadableFileError` wherever it turns out to be broken. */
  readonly rows: AsyncIterable<ReadRow>;
}

/** How files of residents are read and written, as stations have them. */
export interface ResidentTables {
  /**
   * @param mapping fields of columns by their header, where the header alone does not say it
   * @throws UnreadableFileError when the file is broken, or no header is found
   */
  read(
    source: TableSource,
    format: TableFormat,
    mapping: Readonly<Record<string, string>> | undefined,
  ): Promise<ResidentTable>;
  /** A file of residents that can be imported as it is. */
  write(residents: AsyncIterable<ResidentDetails>, format: TableFormat): AsyncIterable<Uint8Array>;
}
