import { describe, expect, test } from 'vitest';

import { residentFiles } from '#cli/demo/scenes/registry/resident-files.ts';
import { FUGITIVE_NOTICE, NOTICE_COLUMNS, wantedFile } from '#cli/demo/scenes/registry/wanted-file.ts';
import { exampleDeployment } from '#cli/run-local.ts';
import { noticeTables } from '#functions/registry/files/notice-table-files.ts';
import type { NoticeRow } from '#functions/registry/wanted/list/notice-tables.ts';
import { inventedNumber } from '#test/support/residents.ts';

const TODAY = '2027-03-01';
const tables = noticeTables(exampleDeployment().registry.files);

async function rowsOf(text: string): Promise<NoticeRow[]> {
  const content = Buffer.from(text);
  async function* once() {
    yield content;
  }
  const source = { bytes: content.length, content: once() };
  const found: NoticeRow[] = [];
  for await (const row of (await tables.read(source, 'csv', undefined)).rows) found.push(row);
  return found;
}

const known = {
  编号: 'tj-2026-1815',
  姓名: '程演',
  案由: '盗窃',
  发布单位: '演示市公安局',
  发布日期: '2026年3月2日',
};

async function rowOf(cells: Readonly<Record<string, string>>) {
  const all = { ...known, ...cells };
  return (await rowsOf([Object.keys(all), Object.values(all)].map((line) => line.join(',')).join('\n')))[0];
}

test('the wanted list of the partnership is read, every row of it', async () => {
  const list = wantedFile(TODAY, residentFiles(TODAY));
  const lines = [NOTICE_COLUMNS, ...list.map((row) => NOTICE_COLUMNS.map((column) => row[column]))];
  const rows = await rowsOf(lines.map((cells) => cells.join(',')).join('\r\n'));
  expect(rows).toHaveLength(list.length);
  expect(rows.filter((row) => 'faults' in row)).toEqual([]);
  const fugitive = rows.find((row) => 'details' in row && row.details.number === FUGITIVE_NOTICE);
  expect(fugitive).toMatchObject({ change: 'inForce', details: { name: '程立峰', birthDate: '1985-03-12' } });
});

describe('a row', () => {
  test('needs neither document nor birth date: many a wanted person is known by name alone', async () => {
    expect(await rowOf({})).toMatchObject({
      change: 'inForce',
      details: { number: 'TJ-2026-1815', name: '程演', documents: [], issuedOn: '2026-03-02' },
    });
  });

  test('says sex and birth date by its identity number', async () => {
    const row = await rowOf({ 身份证号: inventedNumber('1985-03-12', 411) });
    expect(row).toMatchObject({ details: { sex: 'male', birthDate: '1985-03-12' } });
  });

  test.each([
    ['新增', 'inForce'],
    ['在逃', 'inForce'],
    ['变更', 'inForce'],
    ['撤销', 'withdrawn'],
  ])('that is marked %s is %s', async (状态, change) => {
    expect(await rowOf({ 状态 })).toMatchObject({ change });
  });

  test.each(['长期', '永久', ''])('that is valid until "%s" is valid without end', async (有效期至) => {
    const row = await rowOf({ 有效期至 });
    expect(row !== undefined && 'details' in row && row.details.validTo).toBeUndefined();
  });

  test.each([
    [{ 姓名: '' }, '姓名', /missing/],
    [{ 案由: '' }, '案由', /missing/],
    [{ 发布日期: '2026-02-30' }, '发布日期', /calendar/],
    [{ 编号: 'T!' }, '编号', /capital letters/],
    [{ 状态: '走失' }, '状态', /新增, 撤销/],
    [{ 性别: '女', 身份证号: inventedNumber('1985-03-12', 411) }, '性别', /differs/],
    [{ 出生日期: '1879-12-31' }, '出生日期', /1880/],
  ])('with %j comes back with the reason', async (cells, field, message) => {
    const row = await rowOf(cells);
    const faults = row !== undefined && 'faults' in row ? row.faults : [];
    expect(faults).toEqual([{ field, message: expect.stringMatching(message) }]);
  });

  test('that comes back still says which notice it is of, so that it is not taken for missing from the list', async () => {
    expect(await rowOf({ 姓名: '' })).toMatchObject({ number: 'TJ-2026-1815' });
    expect(await rowOf({ 编号: '' })).not.toHaveProperty('number');
  });
});
