import { describe, expect, test } from 'vitest';

import { RESIDENT_COLUMNS } from '#cli/demo/scenes/registry/resident-files.ts';
import { columnMapping, columnName } from '#functions/registry/files/columns/column-mapping.ts';
import { noticeColumns } from '#functions/registry/files/columns/notice-columns.ts';
import { residentColumns } from '#functions/registry/files/columns/resident-columns.ts';
import { UnreadableFileError } from '#functions/registry/files/unreadable-file-error.ts';

/** Why a file with these headers is refused. */
function refusal(headers: readonly string[], chosen?: Readonly<Record<string, string>>) {
  try {
    columnMapping(headers, residentColumns, chosen);
    return undefined;
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    return { reason: error.reason, detail: error.detail };
  }
}

const needed = ['姓名', '身份证号', '户籍'];

describe('the columns of a file of residents', () => {
  test('are understood as the stations have them', () => {
    const { columns, unknownColumns } = columnMapping(RESIDENT_COLUMNS, residentColumns);
    expect(unknownColumns).toEqual([]);
    expect([...columns]).toHaveLength(RESIDENT_COLUMNS.length);
    expect(columns.get('registeredOn')).toBe(RESIDENT_COLUMNS.indexOf('登记日期'));
    expect(columns.get('permitValidTo')).toBe(RESIDENT_COLUMNS.indexOf('有效期至'));
  });

  test('are understood however they are spaced, and in any order; what nobody understands is named by its letter', () => {
    const { columns, unknownColumns } = columnMapping(
      ['备注', ' 公民身份号码 ', '户 籍 地', '姓　名', '行号'],
      residentColumns,
    );
    expect(Object.fromEntries(columns)).toEqual({ identityNumber: 1, household: 2, name: 3 });
    expect(unknownColumns).toEqual(['A', 'E']);
  });

  test('mean what the station says where the header does not', () => {
    const { columns } = columnMapping(['甲', '身份证号', '户籍'], residentColumns, { 甲: 'name' });
    expect(columns.get('name')).toBe(0);
    expect(refusal(needed, { 甲: 'name' })).toEqual({ reason: 'unknownMapping', detail: 'column 甲' });
    expect(refusal(needed, { 姓名: 'colour' })).toEqual({ reason: 'unknownMapping', detail: 'field colour' });
  });

  test('must be those that are needed; the refusal names all that are missing', () => {
    expect(refusal(['姓名', '现住址'])).toEqual({
      reason: 'missingHeader',
      detail: '身份证号 / 证件号码 / 护照号 / 其他证件号, 户籍',
    });
  });

  test('must not say the same twice', () => {
    expect(refusal([...needed, '手机号', '联系电话'])).toEqual({
      reason: 'duplicateHeader',
      detail: 'D and E',
    });
  });

  test.each([residentColumns, noticeColumns])('have no header that means two things', ({ columns }) => {
    const headers = columns.flatMap((column) => column.headers);
    expect(new Set(headers).size).toBe(headers.length);
  });
});

test.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [51, 'AZ'],
  [52, 'BA'],
  [701, 'ZZ'],
  [702, 'AAA'],
])('column %i is called %s', (index, name) => {
  expect(columnName(index)).toBe(name);
});
