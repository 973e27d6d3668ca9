import type { ExchangePlatform } from '#functions/registry/exchange/exchange-platform.ts';
import type { ImportProgress } from '#functions/registry/exchange/model/import-progress.ts';
import type { ImportRecord } from '#functions/registry/exchange/model/import-record.ts';
import { rejectedFileName } from '#functions/registry/exchange/model/object-names.ts';
import { csvLine, UTF8_MARK } from '#functions/registry/files/csv/csv-line.ts';
import { contentTypes } from '#functions/registry/files/table-format.ts';

import { rejectedRows } from './rejected-rows.ts';

/** Writes the file that gives rows back: as they stood there, with their number and the reason. */
export async function writeRejectedFile(
  platform: ExchangePlatform,
  record: ImportRecord,
  progress: ImportProgress,
): Promise<void> {
  const { headers, rows } = await rejectedRows(platform, record, progress);
  const lines = [
    ['行号', '原因', ...headers],
    ...rows.map(({ row, faults, cells }) => [
      String(row),
      faults.map(({ field, message }) => `${field} ${message}`).join('; '),
      ...cells,
    ]),
  ];
  const content = UTF8_MARK + lines.map(csvLine).join('');
  const name = rejectedFileName(record, record.cut?.cutId ?? '');
  await platform.files.write(name, content, contentTypes.csv);
}
