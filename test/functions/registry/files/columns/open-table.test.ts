import { describe, expect, test } from 'vitest';

import { openTable } from '#functions/registry/files/columns/open-table.ts';
import { residentColumns } from '#functions/registry/files/columns/resident-columns.ts';
import type { TableRow } from '#functions/registry/files/table/table-row.ts';

const search = { set: residentColumns, withinRows: 3 };
const header = ['姓名', '身份证号', '户籍'];

/** A table of these rows, which says whether it was closed before its end. */
function table(...rows: readonly (readonly string[])[]) {
  const state = { closed: false };
  async function* read(): AsyncGenerator<TableRow> {
    try {
      for (const [index, cells] of rows.entries()) yield { row: index + 1, cells, faults: [] };
    } finally {
      state.closed = true;
    }
  }
  return { state, rows: read() };
}

async function all<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const row of rows) found.push(row);
  return found;
}

describe('the header of a file', () => {
  test('stands below titles; the rows below it keep their numbers', async () => {
    const { rows } = table(['实有人口登记表'], ['衙前', '2026'], header, ['沈演', '1', '外地']);
    const opened = await openTable(rows, search);
    expect(opened.headers).toEqual(header);
    expect(await all(opened.rows)).toEqual([{ row: 4, cells: ['沈演', '1', '外地'], faults: [] }]);
  });

  test('is looked for in the first rows only, and the file is closed', async () => {
    const { rows, state } = table(['一'], ['二'], ['三'], header);
    await expect(openTable(rows, search)).rejects.toMatchObject({ reason: 'missingHeader' });
    expect(state.closed).toBe(true);
  });

  test('that is not right is complained about as the row that looks most like one', async () => {
    const { rows } = table(['登记表'], ['姓名', '名字', '身份证号', '户籍'], ['沈演', '1', '2', '3']);
    await expect(openTable(rows, search)).rejects.toMatchObject({
      reason: 'duplicateHeader',
      detail: 'A and B',
    });
  });
});

test('a file with nothing in it, or nothing below its header, is refused', async () => {
  await expect(openTable(table().rows, search)).rejects.toMatchObject({ reason: 'empty' });
  const { rows } = await openTable(table(header).rows, search);
  await expect(all(rows)).rejects.toMatchObject({ reason: 'noRows' });
});

test('whoever stops reading closes the file', async () => {
  const { rows, state } = table(header, ['一'], ['二']);
  const opened = await openTable(rows, search);
  for await (const row of opened.rows) {
    expect(row.row).toBe(2);
    break;
  }
  expect(state.closed).toBe(true);
});
