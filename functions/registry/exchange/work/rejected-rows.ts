import * as z from 'zod';

import { importPartSchema, type ImportPart } from '#functions/registry/exchange/import-part.ts';
import type { ExchangePlatform } from '#functions/registry/exchange/exchange-platform.ts';
import { fileRowSchema } from '#functions/registry/exchange/model/import-line.ts';
import type { ImportProgress } from '#functions/registry/exchange/model/import-progress.ts';
import type { ImportRecord } from '#functions/registry/exchange/model/import-record.ts';
import { rejectedRowsName } from '#functions/registry/exchange/model/object-names.ts';
import { importPartKey } from '#functions/registry/store/keys.ts';

import { readJsonLines } from './json-lines.ts';
import { readPart } from './part-file.ts';

/** A row that comes back. */
const rejectedRowSchema = fileRowSchema.extend({
  faults: z.array(z.object({ field: z.string(), message: z.string() })),
});

/** A row that comes back. */
export type RejectedRow = z.infer<typeof rejectedRowSchema>;

/** What the reading of a file leaves for the file of rejected rows: the first line of `rejected-rows`. */
const headersSchema = z.object({ headers: z.array(z.string()) });

/** The lines of `rejected-rows`: the headers of the file, then the rows that the reading rejected. */
export const rejectedLineSchema = z.union([rejectedRowSchema, headersSchema]);

/** Every row of an import that comes back, under the headers of its file. */
export interface RejectedRows {
  readonly headers: readonly string[];
  /** In the order of the file. */
  readonly rows: readonly RejectedRow[];
}

/** Those that the reading rejected, and those of each part. */
export async function rejectedRows(
  platform: ExchangePlatform,
  record: ImportRecord,
  progress: ImportProgress,
): Promise<RejectedRows> {
  const { partnershipId, importId, cut } = record;
  if (cut === undefined) throw new Error('Rows are rejected once the file is read.');
  const lines = await readJsonLines(platform.files, rejectedRowsName(record, cut.cutId), rejectedLineSchema);
  const rows = lines.flatMap((line) => ('row' in line ? [line] : []));
  for (let part = 1; part < progress.part; part++) {
    const written = await platform.store.get(importPartKey(partnershipId, importId, part), importPartSchema);
    rows.push(...(await rowsOf(platform, record, part, written?.body.rejected ?? [])));
  }
  rows.push(...(await rowsOf(platform, record, progress.part, progress.rejected)));
  return {
    headers: lines.flatMap((line) => ('headers' in line ? line.headers : [])),
    rows: rows.toSorted((one, other) => one.row - other.row),
  };
}

async function rowsOf(
  { files }: ExchangePlatform,
  record: ImportRecord,
  part: number,
  rejected: ImportPart['rejected'],
): Promise<RejectedRow[]> {
  if (rejected.length === 0) return [];
  const lines = await readPart(files, record, part);
  return rejected.flatMap(({ index, faults }) =>
    (lines[index]?.rows ?? []).map((row): RejectedRow => ({ ...row, faults })),
  );
}
