import { Drawing } from './drawing.ts';
import { inventedPerson, numberOf } from './invented-person.ts';
import { daysBefore, type ResidentFiles } from './resident-files.ts';

/** Columns of a wanted list. */
export const NOTICE_COLUMNS = [
  '编号',
  '姓名',
  '性别',
  '出生日期',
  '身份证号',
  '案由',
  '发布单位',
  '发布日期',
  '有效期至',
] as const;

/** A row of a wanted list. */
export type NoticeRow = Readonly<Record<(typeof NOTICE_COLUMNS)[number], string>>;

/** Number of the notice for the man who is caught. */
export const FUGITIVE_NOTICE = 'TJ-2026-0815';

const NOTICES = 240;
/** Names that nobody in the files has, nor any that is like them: none of these people is here. */
const ELSEWHERE = ['鄢', '逄', '仝', '亓', '佘', '妫', '缑', '郄'] as const;
const GIVEN = ['演仁', '演义', '演礼', '演智', '演信'] as const;

/**
 * The wanted list as of `today`: people who are not here, some who only share a name or a birth date with a resident, and the one
 * who is.
 */
export function wantedFile(today: string, { rows }: ResidentFiles): NoticeRow[] {
  const drawing = new Drawing(110);
  const notice = (index: number, name: string, birthDate: string, sex: '男' | '女'): NoticeRow => ({
    编号: `TJ-2026-${String(1000 + index)}`,
    姓名: name,
    性别: sex,
    出生日期: birthDate,
    身份证号: numberOf(birthDate, sex, index + 250),
    案由: drawing.of(['盗窃', '诈骗', '故意伤害']),
    发布单位: '演示市公安局',
    发布日期: daysBefore(today, 30 + drawing.below(300)),
    有效期至: '',
  });
  const others = Array.from({ length: NOTICES }, (_, index) => {
    const { birthDate, sex } = inventedPerson(drawing, index);
    return notice(index, drawing.of(ELSEWHERE) + drawing.of(GIVEN), birthDate, sex);
  });
  const alike = rows.qianqing
    .slice(100, 110)
    .map((row, place) =>
      place % 2 === 0
        ? notice(NOTICES + place, row.姓名, '1950-01-01', row.性别 === '女' ? '女' : '男')
        : notice(
            NOTICES + place,
            `鄢${place}`.replace(/\d/, '望'),
            row.出生日期,
            row.性别 === '女' ? '女' : '男',
          ),
    );
  const wanted: NoticeRow = {
    ...notice(NOTICES + alike.length, '程立峰', '1985-03-12', '男'),
    编号: FUGITIVE_NOTICE,
    身份证号: numberOf('1985-03-12', '男', 411),
    案由: '盗窃',
  };
  return [...others.slice(0, 150), wanted, ...others.slice(150), ...alike];
}
