import { Drawing } from './drawing.ts';
import { inventedPerson, numberOf, type InventedPerson } from './invented-person.ts';

/** Columns as a station has them. */
export const RESIDENT_COLUMNS = [
  '姓名',
  '曾用名',
  '身份证号',
  '性别',
  '出生日期',
  '籍贯',
  '户籍',
  '联系电话',
  '现住址',
  '入住日期',
  '房屋类型',
  '房东姓名',
  '申报人',
  '登记日期',
  '工作单位',
  '职务',
  '入职日期',
  '居住证号',
  '签发日期',
  '签注日期',
  '有效期至',
] as const;

type Column = (typeof RESIDENT_COLUMNS)[number];

/** A row of a station's file. */
export type ResidentRow = Readonly<Record<Column, string>>;

/** How many people each station has on file. */
const PEOPLE = { qianqing: 1_300, yaqian: 950 } as const;
/** How many of them live there for weeks and are not registered. */
const UNREGISTERED = { qianqing: 17, yaqian: 11 } as const;
/** How many are on two rows of a file. */
const TWICE = 6;

/** The two files of residents, and how they come out of the import. */
export interface ResidentFiles {
  readonly rows: Readonly<Record<keyof typeof PEOPLE, readonly ResidentRow[]>>;
  /** People in them. */
  readonly people: number;
  /** Rows that must come back with their reasons. */
  readonly faulty: number;
  /** People who live here and are not registered. */
  readonly unregistered: number;
}

/** The wanted man as he lives here: under another name, with a number in which one digit of the birth date differs. */
export const fugitive = {
  name: '程伟',
  formerName: '程立峰',
  birthDate: '1985-03-17',
  number: numberOf('1985-03-17', '男', 411),
} as const;

/** The files as of `today` (`YYYY-MM-DD`): always the same people, whose dates move with the day. */
export function residentFiles(today: string): ResidentFiles {
  const drawing = new Drawing(815);
  let index = 0;
  const fileOf = (station: keyof typeof PEOPLE): ResidentRow[] => {
    const rows = Array.from({ length: PEOPLE[station] }, (_, place) => {
      const person = inventedPerson(drawing, index++);
      return place < UNREGISTERED[station]
        ? unregisteredRow(person, station, today, drawing)
        : registeredRow(person, station, today, drawing);
    });
    return rows;
  };
  const qianqing = fileOf('qianqing');
  const yaqian = fileOf('yaqian');
  qianqing[700] = fugitiveRow(today);
  return {
    rows: {
      qianqing: [...qianqing, ...twice(qianqing), ...faultyRows(qianqing)],
      yaqian: [...yaqian.slice(0, 40), ...yaqian.slice(40).map(asTyped)],
    },
    people: qianqing.length + yaqian.length,
    faulty: faultyRows(qianqing).length,
    unregistered: UNREGISTERED.qianqing + UNREGISTERED.yaqian,
  };
}

/** The day that lies so many days before. */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

const empty = Object.fromEntries(RESIDENT_COLUMNS.map((column) => [column, ''])) as Record<Column, string>;

function plainRow(person: InventedPerson, station: keyof typeof PEOPLE, drawing: Drawing): ResidentRow {
  const { name, number, sex, birthDate, nativePlace, telephone } = person;
  return {
    ...empty,
    姓名: name,
    身份证号: number,
    性别: sex,
    出生日期: birthDate,
    籍贯: nativePlace,
    户籍: '外地',
    联系电话: telephone,
    现住址: addressIn(station, drawing),
  };
}

function addressIn(station: keyof typeof PEOPLE, drawing: Drawing): string {
  const house = `${1 + drawing.below(198)}号${1 + drawing.below(12)}幢${(1 + drawing.below(6)) * 100 + 1 + drawing.below(4)}室`;
  return station === 'qianqing'
    ? `绍兴市柯桥区钱清街道${drawing.of(['锦演路', '群演路', '纺演大道'])}${house}`
    : `杭州市萧山区衙前镇${drawing.of(['衙演路', '凤演路', '演化工业园'])}${house}`;
}

/** Has lived here for weeks, at work, and nobody has registered it. */
function unregisteredRow(
  person: InventedPerson,
  station: keyof typeof PEOPLE,
  today: string,
  drawing: Drawing,
): ResidentRow {
  return {
    ...plainRow(person, station, drawing),
    入住日期: daysBefore(today, 20 + drawing.below(60)),
    房屋类型: '出租',
    房东姓名: '沈国良',
    申报人: '民警',
    工作单位: employer(drawing),
    职务: '操作工',
    入职日期: daysBefore(today, 15),
  };
}

function registeredRow(
  person: InventedPerson,
  station: keyof typeof PEOPLE,
  today: string,
  drawing: Drawing,
): ResidentRow {
  const row = plainRow(person, station, drawing);
  const kind = drawing.below(100);
  if (kind < 8)
    return { ...row, 户籍: '本地', 入住日期: daysBefore(today, 3000), 房屋类型: '自有', 申报人: '本人' };
  if (kind < 12)
    return {
      ...row,
      入住日期: daysBefore(today, 9),
      房屋类型: drawing.of(['旅馆', '医院', '学校']),
      申报人: '单位',
    };
  const lived = kind < 40 ? 10 + drawing.below(150) : 200 + drawing.below(900);
  const since = daysBefore(today, lived);
  const settled: ResidentRow = {
    ...row,
    入住日期: since,
    登记日期: daysBefore(today, lived - 2),
    房屋类型: drawing.of(['出租', '单位宿舍']),
    房东姓名: drawing.of(['沈国良', '倪阿毛', '鲁水根']),
    申报人: drawing.of(['房东', '单位', '本人']),
    工作单位: employer(drawing),
    职务: drawing.of(['操作工', '挡车工', '保管员', '驾驶员']),
    入职日期: since,
  };
  if (kind < 60) return settled;
  // A permit of two to four years ago: endorsed within the year, or lapsed.
  const endorsed = kind < 90 ? 30 + drawing.below(300) : 400 + drawing.below(200);
  return {
    ...settled,
    入住日期: daysBefore(today, 1500),
    登记日期: daysBefore(today, 1498),
    居住证号: `JZ990${person.number.slice(9, 17)}`,
    签发日期: daysBefore(today, 1200),
    签注日期: daysBefore(today, endorsed),
    有效期至: daysBefore(today, endorsed - 365),
  };
}

function employer(drawing: Drawing): string {
  return drawing.of(['钱演纺织有限公司', '衙演化纤有限公司', '群演印染有限公司', '演诚物流有限公司']);
}

function fugitiveRow(today: string): ResidentRow {
  return {
    ...empty,
    姓名: fugitive.name,
    曾用名: fugitive.formerName,
    身份证号: fugitive.number,
    性别: '男',
    出生日期: fugitive.birthDate,
    籍贯: '江西上饶',
    户籍: '外地',
    联系电话: '13900009999',
    现住址: '绍兴市柯桥区钱清街道锦演路815号2幢301室',
    入住日期: daysBefore(today, 90),
    登记日期: daysBefore(today, 88),
    房屋类型: '出租',
    房东姓名: '倪阿毛',
    申报人: '房东',
    工作单位: '演诚物流有限公司',
    职务: '驾驶员',
    入职日期: daysBefore(today, 80),
  };
}

/** The same people once more, with the place where they work, as two clerks enter them. */
function twice(rows: readonly ResidentRow[]): ResidentRow[] {
  return rows.slice(300, 300 + TWICE);
}

/** A row as some clerks type it: full-width digits, spaces, another form of dates. */
function asTyped(row: ResidentRow, index: number): ResidentRow {
  if (index % 9 !== 0) return row;
  const wide = (text: string) =>
    text.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
  const [year = '', month = '', day = ''] = row.出生日期.split('-');
  return {
    ...row,
    姓名: ` ${row.姓名} `,
    身份证号: wide(row.身份证号),
    出生日期: `${year}年${Number(month)}月${Number(day)}日`,
    联系电话: wide(row.联系电话),
  };
}

/** Rows that nobody can take as they are. */
function faultyRows([first, second, third, fourth]: readonly ResidentRow[]): ResidentRow[] {
  if (first === undefined || second === undefined || third === undefined || fourth === undefined) return [];
  const wrongCheck = (number: string) => number.slice(0, 17) + (number.endsWith('1') ? '2' : '1');
  return [
    { ...first, 身份证号: wrongCheck(first.身份证号) },
    { ...second, 姓名: '', 身份证号: numberOf(second.出生日期, second.性别 === '女' ? '女' : '男', 499) },
    {
      ...third,
      身份证号: numberOf(third.出生日期, third.性别 === '女' ? '女' : '男', 498),
      出生日期: '1999-02-30',
    },
    { ...fourth, 身份证号: '3.30621E+17' },
  ];
}
