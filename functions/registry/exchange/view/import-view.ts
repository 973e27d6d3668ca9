import * as z from 'zod';

import {
  importStatusSchema,
  rowCountsSchema,
  type ImportRecord,
} from '#functions/registry/exchange/model/import-record.ts';
import { noRows, type ImportProgress } from '#functions/registry/exchange/model/import-progress.ts';

/** An import as the station sees it that asked for it. */
export const importViewSchema = z.object({
  importId: z.string(),
  status: importStatusSchema,
  requestedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().optional(),
  /** What the station calls the file; gone when the file is. */
  fileName: z.string().optional(),
  /** Rows of the file below its header, once it is read. */
  rowsRead: z.int(),
  /** Rows that are not dealt with yet. */
  rowsLeft: z.int(),
  parts: z.int(),
  /** Columns that were not understood, as a spreadsheet names them. */
  unknownColumns: z.array(z.string()),
  ...rowCountsSchema.shape,
  /** Why the file was refused: a stable code, and what the station can do about it. */
  refusal: z.object({ reason: z.string(), message: z.string() }).optional(),
});

/** An import as the station sees it that asked for it. */
export type ImportView = z.infer<typeof importViewSchema>;

/** What a station sees of its import. */
export function importView(
  record: ImportRecord,
  progress: ImportProgress | undefined,
  fileName: string | undefined,
): ImportView {
  const { importId, status, requestedAt, finishedAt, cut, refusal } = record;
  const counts = progress?.counts ?? noRows;
  const rowsRead = cut?.rowsRead ?? 0;
  return {
    importId,
    status,
    requestedAt,
    ...(finishedAt === undefined ? {} : { finishedAt }),
    ...(fileName === undefined ? {} : { fileName }),
    rowsRead,
    rowsLeft: Object.values(counts).reduce((left, count) => left - count, rowsRead),
    parts: cut?.parts ?? 0,
    unknownColumns: cut?.unknownColumns ?? [],
    ...counts,
    ...(refusal === undefined ? {} : { refusal }),
  };
}
