import type { NoticeRow, NoticeTables } from '#functions/registry/wanted/list/notice-tables.ts';

import { noticeColumns, type NoticeField } from './columns/notice-columns.ts';
import { openTable } from './columns/open-table.ts';
import { noticeRow } from './rows/notice-row.ts';
import type { FileColumns } from './rows/row-reading.ts';
import { readTable, type FileLimits } from './table/read-table.ts';
import type { TableRow } from './table/table-row.ts';

/** How a deployment reads wanted lists (`deployment.registry.files`). */
export interface NoticeFileSettings extends FileLimits {
  readonly headerWithinRows: number;
}

/** Wanted lists as stations have them. */
export function noticeTables(settings: NoticeFileSettings): NoticeTables {
  return {
    async read(source, format, mapping) {
      const search = { set: noticeColumns, chosen: mapping, withinRows: settings.headerWithinRows };
      const opened = await openTable(readTable(source, format, settings), search);
      const columns = { set: noticeColumns, headers: opened.headers, mapping: opened.mapping };
      return {
        headers: opened.headers,
        unknownColumns: opened.mapping.unknownColumns,
        rows: readRows(opened.rows, columns),
      };
    },
  };
}

async function* readRows(
  rows: AsyncIterable<TableRow>,
  columns: FileColumns<NoticeField>,
): AsyncGenerator<NoticeRow> {
  for await (const row of rows) yield noticeRow(row, columns);
}
