import { buffer } from 'node:stream/consumers';

import { describe, expect, test } from 'vitest';

import {
  RESIDENT_COLUMNS,
  residentFiles,
  type ResidentRow,
} from '#cli/demo/scenes/registry/resident-files.ts';
import { exampleDeployment } from '#cli/run-local.ts';
import { PeopleOfFile } from '#functions/registry/exchange/work/people-of-file.ts';
import { residentTables } from '#functions/registry/files/resident-table-files.ts';
import type { TableFormat } from '#functions/registry/files/table-format.ts';
import { permitStatus } from '#functions/registry/permits/permit-status.ts';
import type { ResidentDetails } from '#functions/registry/model/resident.ts';
import { inventedNumber, inventedResident } from '#test/support/residents.ts';

const TODAY = '2027-03-01';
const { registry } = exampleDeployment();
const tables = residentTables(registry.files);

async function* pieces(content: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += 1_000) yield content.subarray(at, at + 1_000);
}

async function* of<T>(...values: readonly T[]): AsyncGenerator<T> {
  yield* values;
}

async function allOf<T>(values: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const value of values) found.push(value);
  return found;
}

/** The rows of a file with this content. */
async function rowsOf(content: string | Uint8Array, format: TableFormat = 'csv') {
  const bytes = Buffer.from(content);
  const { rows, ...table } = await tables.read(
    { bytes: bytes.length, content: pieces(bytes) },
    format,
    undefined,
  );
  return { ...table, rows: await allOf(rows) };
}

/** The one row of a file of these cells below their headers. */
async function rowOf(cells: Readonly<Record<string, string>>) {
  const content = [Object.keys(cells), Object.values(cells)].map((line) => line.join(',')).join('\n');
  const { rows } = await rowsOf(content);
  return rows[0];
}

/** People of a file, and why rows of it come back. */
function peopleIn(rows: Awaited<ReturnType<typeof rowsOf>>['rows']) {
  const people = new PeopleOfFile();
  const rejected = rows.flatMap((row) => {
    const faults =
      'faults' in row ? row.faults : people.add({ row: row.row, cells: [...row.cells] }, row.details);
    return faults === undefined ? [] : [{ row: row.row, faults }];
  });
  return { people: people.lines.map(({ details }) => details), rejected };
}

const csv = (rows: readonly ResidentRow[]) =>
  [RESIDENT_COLUMNS, ...rows.map((row) => RESIDENT_COLUMNS.map((column) => row[column]))]
    .map((cells) => cells.join(','))
    .join('\r\n');

const known = { 姓名: '程演', 身份证号: inventedNumber('1985-03-12', 411), 户籍: '外地' };

describe('the files that the two stations bring', () => {
  const files = residentFiles(TODAY);

  test('are read: everybody once, faulty rows with their reasons', async () => {
    const qianqing = peopleIn((await rowsOf(csv(files.rows.qianqing))).rows);
    const yaqian = peopleIn((await rowsOf(csv(files.rows.yaqian))).rows);
    expect(qianqing.people.length + yaqian.people.length).toBe(files.people);
    expect(yaqian.rejected).toEqual([]);
    expect(qianqing.rejected.map(({ faults }) => faults.map(({ field }) => field))).toEqual([
      ['身份证号'],
      ['姓名'],
      ['出生日期'],
      ['身份证号'],
    ]);
  });

  test('tell of exactly those whose residence is not registered', async () => {
    const rows = await Promise.all(Object.values(files.rows).map((station) => rowsOf(csv(station))));
    const people = rows.flatMap((table) => peopleIn(table.rows).people);
    const due = people.filter(
      (details) => permitStatus(details, TODAY, registry.permits).status === 'toBeRegistered',
    );
    expect(due).toHaveLength(files.unregistered);
  });
});

describe('a row', () => {
  test('says sex and birth date by its identity number alone', async () => {
    expect(await rowOf(known)).toMatchObject({ row: 2, details: { sex: 'male', birthDate: '1985-03-12' } });
  });

  test('is taken as it is meant: full width, spaces, small x, dates of any form, several telephones', async () => {
    const number = inventedNumber('1985-03-12', 411);
    const wide = number.replaceAll(/./g, (digit) =>
      String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xfe_e0),
    );
    const row = await rowOf({
      姓名: ' 程　演 ',
      公民身份号码: wide,
      户籍所在地: '江西省上饶市某县',
      手机号: '139-0000-0815、0575 84010815',
      现住址: '钱清街道演化路８１５号',
      入住日期: '2026年3月2日',
      房屋类型: '出租屋',
      房东: '沈演',
    });
    expect(row).toMatchObject({
      details: {
        name: '程演',
        documents: [{ type: 'identityCard', number }],
        household: 'elsewhere',
        telephones: ['13900000815', '057584010815'],
        registrations: [
          {
            address: '钱清街道演化路815号',
            from: '2026-03-02',
            housing: 'rented',
            landlord: { name: '沈演' },
          },
        ],
      },
    });
  });

  test.each([
    ['a number of 15 digits', { 身份证号: '990000850312411' }, '身份证号', /18 digits/],
    ['a rounded number', { 身份证号: '9.90E+17' }, '身份证号', /rounded/],
    [
      'a wrong check character',
      { 身份证号: known.身份证号.slice(0, 17) + (known.身份证号.endsWith('1') ? '2' : '1') },
      '身份证号',
      /check/,
    ],
    ['no name', { 姓名: '' }, '姓名', /missing/],
    ['no document', { 身份证号: '' }, '身份证号', /missing/],
    ['a sex that the number contradicts', { 性别: '女' }, '性别', /differs/],
    ['a sex that no list has', { 性别: '是' }, '性别', /男/],
    ['a birth date that the number contradicts', { 出生日期: '1985-03-13' }, '出生日期', /differs/],
    ['a household nobody can place', { 户籍: '演化村' }, '户籍', /本地/],
    ['a day no calendar has', { 现住址: '演化路815号', 入住日期: '2026-02-30' }, '入住日期', /calendar/],
    ['a residence without its first day', { 现住址: '演化路815号' }, '入住日期', /first day/],
    ['a landlord without an address', { 房东姓名: '沈演' }, '现住址', /missing/],
    ['half a permit', { 居住证号: 'JZ990815' }, '签发日期', /missing/],
    ['a telephone of letters', { 联系电话: 'abc' }, '联系电话', /digits/],
  ])('with %s comes back with the reason, which repeats nothing', async (_, cells, field, message) => {
    const all: Record<string, string> = { 入住日期: '', 签发日期: '', 现住址: '', ...known, ...cells };
    const row = await rowOf(all);
    const faults = row !== undefined && 'faults' in row ? row.faults : [];
    expect(faults.find((fault) => fault.field === field)?.message).toMatch(message);
    const long = Object.values(cells).filter((value) => value.length > 3);
    expect(long.filter((value) => JSON.stringify(faults).includes(value))).toEqual([]);
  });

  test('comes back under the header that stands in its file', async () => {
    expect(await rowOf({ ...known, 姓名: '', 工种: '' })).toMatchObject({ faults: [{ field: '姓名' }] });
    expect(await rowOf({ 公民身份号码: '1', 姓名: '程演', 户籍: '外地' })).toMatchObject({
      faults: [{ field: '公民身份号码' }],
    });
  });
});

describe('an export', () => {
  const home = {
    address: '演化路815号',
    from: '2020-01-01',
    to: '2024-02-29',
    housing: 'rented',
    reportedBy: 'landlord',
  } as const;
  const residents: readonly ResidentDetails[] = [
    inventedResident({ order: 413 }),
    inventedResident({
      name: '买买提·艾力',
      otherNames: [
        { kind: 'former', name: '程演' },
        { kind: 'former', name: '程群' },
        { kind: 'alias', name: "O'Yan-Li" },
      ],
      documents: [
        { type: 'identityCard', number: inventedNumber('1985-03-12', 411) },
        { type: 'passport', number: 'E12345678', country: 'CHN' },
        { type: 'passport', number: 'X1234567', country: 'VNM' },
        { type: 'other', name: '海员证', number: 'HY-815' },
        { type: 'other', name: '军官证', number: 'JG-815' },
      ],
      nativePlace: '=SUM(A1)',
      telephones: ['+8613900000815', '057584010815'],
      photoReference: 'photos/815',
      studying: true,
      registrations: [
        { ...home, landlord: { name: '沈演', telephone: '+8613900000816' } },
        {
          ...home,
          address: '-1幢"甲",二楼',
          from: '2024-03-01',
          to: '2025-01-01',
          registeredOn: '2024-03-02',
        },
        { address: '演化路816号', from: '2025-01-02', housing: 'ownHome', reportedBy: 'self' },
      ],
      work: [
        { employer: '@演示纺织厂', role: '+挡车工', from: '2020-02-01', to: '2021-01-01' },
        { employer: '演示印染厂', from: '2021-02-01' },
      ],
      permit: { number: 'JZ-815', issuedOn: '2021-01-01', endorsedOn: '2026-01-01', validTo: '2027-01-01' },
    }),
    inventedResident({
      name: 'Yan Li',
      sex: 'female',
      household: 'local',
      documents: [
        { type: 'other', name: '户口簿', number: 'HK-815' },
        { type: 'other', name: '出生证', number: 'CS-815' },
      ],
      birthDate: '2020-02-29',
    }),
  ];

  test.each(['csv', 'xlsx'] as const)(
    'as %s can be imported as it is, and nobody has changed',
    async (format) => {
      const file = await buffer(tables.write(of(...residents), format));
      const { people, rejected } = peopleIn((await rowsOf(file, format)).rows);
      expect(rejected).toEqual([]);
      expect(people).toEqual(residents);
    },
  );

  test('holds no cell that a spreadsheet program would carry out', async () => {
    const file = await buffer(tables.write(of(...residents), 'csv'));
    expect(file.toString()).not.toMatch(/(?:^|,)"[=+\-@\t\r]/m);
    expect(file.toString()).toContain('"\'=SUM(A1)"');
  });
});
