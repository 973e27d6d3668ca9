import type { TableFormat } from '#functions/registry/files/table-format.ts';
import type { TableSource } from '#functions/registry/files/table/table-row.ts';
import type { NoticeDetails } from '#functions/registry/model/notice.ts';
import type { FieldError } from '#platform/errors.ts';

/** A row of a file of notices, understood or not. */
export type NoticeRow = { readonly row: number; readonly cells: readonly string[] } & (
  | {
      readonly details: NoticeDetails;
      /** What the row says of the notice; rows of a file without such a column are in force. */
      readonly change: 'inForce' | 'withdrawn';
    }
  | {
      readonly faults: readonly FieldError[];
      /** Number of the notice, where it at least could be read: a full list that names it does not lack it. */
      readonly number?: string;
    }
);

/** A file of notices whose header was found. */
export interface NoticeTable {
  /** The headers as they stand there; rejected rows go back below them. */
  readonly headers: readonly string[];
  /** Columns that nobody understands, as a spreadsheet names them. */
  readonly unknownColumns: readonly string[];
  /** Once, to the end of the file. Throws `UnreadableFileError` wherever it turns out to be broken. */
  readonly rows: AsyncIterable<NoticeRow>;
}

/** How files of notices are read, as stations have them. */
export interface NoticeTables {
  /**
   * @param mapping fields of columns by their header, where the header alone does not say it
   * @throws UnreadableFileError when the file is broken, or no header is found
   */
  read(
    source: TableSource,
    format: TableFormat,
    mapping: Readonly<Record<string, string>> | undefined,
  ): Promise<NoticeTable>;
}
