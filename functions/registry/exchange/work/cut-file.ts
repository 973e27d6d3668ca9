import type { ExchangePlatform } from '#functions/registry/exchange/exchange-platform.ts';
import type { ImportRecord } from '#functions/registry/exchange/model/import-record.ts';
import { uploadObjectName } from '#functions/registry/exchange/model/upload.ts';

import { cutRows, type CutRows } from './cut-rows.ts';

/** What a file was cut into, and what of it was not understood. */
export interface CutFile extends CutRows {
  /** As a spreadsheet names them. */
  readonly unknownColumns: readonly string[];
}

/**
 * Reads the file of an import to its end and cuts it into parts.
 * @returns undefined when the file is not there any more
 * @throws UnreadableFileError when it is broken
 */
export async function cutFile(
  platform: ExchangePlatform,
  record: ImportRecord,
  cutId: string,
): Promise<CutFile | undefined> {
  const found = await platform.files.read(uploadObjectName(record));
  if (found === undefined) return undefined;
  const { headers, unknownColumns, rows } = await platform.tables.read(found, record.format, record.mapping);
  return { ...(await cutRows(platform, record, cutId, headers, rows)), unknownColumns };
}
