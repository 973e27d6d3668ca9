import { importLineSchema, type ImportLine } from '#functions/registry/exchange/model/import-line.ts';
import type { ImportRecord } from '#functions/registry/exchange/model/import-record.ts';
import { partFileName } from '#functions/registry/exchange/model/object-names.ts';
import type { ExchangeFiles } from '#functions/registry/files/exchange-files.ts';

import { readJsonLines } from './json-lines.ts';

/** The people of a part of a file that was read. @throws Error when the part has lapsed */
export async function readPart(
  files: ExchangeFiles,
  record: ImportRecord,
  part: number,
): Promise<ImportLine[]> {
  const { cut } = record;
  if (cut === undefined) throw new Error('A file is cut into parts before they are written.');
  // A file of which no row is good has no part, and nothing but its end is left.
  if (part > cut.parts) return [];
  return readJsonLines(files, partFileName(record, cut.cutId, part), importLineSchema);
}
