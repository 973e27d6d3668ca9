/** Kinds of files that stations have. */
export type TableFormat = 'csv' | 'xlsx';

/** Media types of the formats, as uploads and downloads carry them (RFC 7111; ECMA-376). */
export const contentTypes: Readonly<Record<TableFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
