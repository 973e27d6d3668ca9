import * as z from 'zod';

import { importPartSchema, type ImportPart } from '#functions/registry/exchange/import-part.ts';
import type { ExchangePlatform } from '#functions/registry/exchange/exchange-platform.ts';
import { fileRowSchema } from '#functions/registry/exchange/model/import-line.ts';
import type { ImportProgress } from '#functions/registry/exchange/model/import-progress.ts';
import type { ImportRecord } from '#functions/registry/exchange/model/import-record.ts';
import { rejectedFileName, rejectedRowsName } from '#functions/registry/exchange/model/object-names.ts';
import { importPartKey } from '#functions/registry/store/keys.ts';

import { readJsonLines, writeJsonLines } from './json-lines.ts';
import { readPart } from './part-file.ts';

/** A row that comes back. */
export const rejectedRowSchema = fileRowSchema.extend({
  faults: z.array(z.object({ field: z.string(), message: z.string() })),
});

/** A row that comes back. */
export type RejectedRow = z.infer<typeof rejectedRowSchema>;

/** Every row of an import that comes back, in the order of the file: those that could not be read, and those of each part. */
export async function rejectedRows(
  platform: ExchangePlatform,
  record: ImportRecord,
  progress: ImportProgress,
  cutId: string,
): Promise<RejectedRow[]> {
  const rows = await readJsonLines(platform.files, rejectedRowsName(record, cutId), rejectedRowSchema);
  for (let part = 1; part < progress.part; part++) {
    const key = importPartKey(record.partnershipId, record.importId, part);
    const written = await platform.store.get(key, importPartSchema);
    rows.push(...(await rowsOf(platform, record, part, written?.body.rejected ?? [])));
  }
  rows.push(...(await rowsOf(platform, record, progress.part, progress.rejected)));
  return rows.toSorted((one, other) => one.row - other.row);
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

/** Writes the file of rejected rows. */
export async function writeRejectedFile(
  platform: ExchangePlatform,
  record: ImportRecord,
  progress: ImportProgress,
): Promise<void> {
  const cutId = record.cut?.cutId ?? '';
  const rows = await rejectedRows(platform, record, progress, cutId);
  await writeJsonLines(platform.files, rejectedFileName(record, cutId), rows);
}
