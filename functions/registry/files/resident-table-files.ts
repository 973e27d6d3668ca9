import type { ReadRow, ResidentTables } from '#functions/registry/exchange/resident-tables.ts';
import type { ResidentDetails } from '#functions/registry/model/resident.ts';

import { openTable } from './columns/open-table.ts';
import { residentColumns, type ResidentField } from './columns/resident-columns.ts';
import { csvLine, UTF8_MARK } from './csv/csv-line.ts';
import { exportHeaders, rowsOfResident } from './export/rows-of-resident.ts';
import { residentRow } from './rows/resident-row.ts';
import type { FileColumns } from './rows/row-reading.ts';
import { readTable, type FileLimits } from './table/read-table.ts';
import type { TableRow } from './table/table-row.ts';
import { writeXlsx } from './xlsx/write-xlsx.ts';

/** How a deployment reads files (`deployment.registry.files`). */
export interface ResidentFileSettings extends FileLimits {
  readonly headerWithinRows: number;
  readonly localHouseholds: readonly string[];
}

/** How much of a file is put together before it is passed on, in characters. */
const PIECE = 65_536;

/** Files of residents as stations have them. */
export function residentTables(settings: ResidentFileSettings): ResidentTables {
  return {
    async read(source, format, mapping) {
      const table = readTable(source, format, settings);
      const withinRows = settings.headerWithinRows;
      const opened = await openTable(table, { set: residentColumns, chosen: mapping, withinRows });
      const columns = { set: residentColumns, headers: opened.headers, mapping: opened.mapping };
      return {
        headers: opened.headers,
        unknownColumns: opened.mapping.unknownColumns,
        rows: readRows(opened.rows, columns, settings),
      };
    },
    write: (residents, format) => (format === 'csv' ? csvOf : writeXlsx)(exportedRows(residents)),
  };
}

async function* readRows(
  rows: AsyncIterable<TableRow>,
  columns: FileColumns<ResidentField>,
  settings: ResidentFileSettings,
): AsyncGenerator<ReadRow> {
  for await (const row of rows) yield residentRow(row, columns, settings);
}

async function* exportedRows(residents: AsyncIterable<ResidentDetails>): AsyncGenerator<readonly string[]> {
  yield exportHeaders;
  for await (const resident of residents) yield* rowsOfResident(resident);
}

async function* csvOf(rows: AsyncIterable<readonly string[]>): AsyncGenerator<Uint8Array> {
  let text = UTF8_MARK;
  for await (const row of rows) {
    text += csvLine(row);
    if (text.length < PIECE) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}
