import { checkCharacter } from '#platform/identity-number.ts';

import type { Drawing } from './drawing.ts';

/** An area code that no place has: these numbers are nobody's. */
const NO_PLACE = '990000';
const SURNAMES = [
  '王',
  '李',
  '张',
  '刘',
  '陈',
  '杨',
  '赵',
  '黄',
  '周',
  '吴',
  '徐',
  '孙',
  '胡',
  '朱',
  '高',
  '林',
  '何',
  '郭',
  '马',
  '罗',
  '梁',
  '宋',
  '郑',
  '谢',
  '韩',
  '唐',
  '冯',
  '于',
  '董',
  '萧',
] as const;
const FEMALE = [
  '桂香',
  '秀兰',
  '晓燕',
  '丽萍',
  '雪梅',
  '玉珍',
  '彩霞',
  '小芳',
  '春燕',
  '佳怡',
  '雨欣',
  '静',
  '婷',
  '红',
  '敏',
  '慧',
] as const;
const MALE = [
  '建国',
  '志强',
  '文斌',
  '海涛',
  '国庆',
  '永刚',
  '俊杰',
  '浩然',
  '子轩',
  '大伟',
  '小军',
  '明',
  '强',
  '磊',
  '勇',
  '斌',
] as const;
const PROVINCES = [
  '贵州毕节',
  '安徽阜阳',
  '江西上饶',
  '河南信阳',
  '湖北黄冈',
  '四川达州',
  '云南昭通',
  '湖南邵阳',
] as const;

/** Somebody who does not exist. Dates are `YYYY-MM-DD`. */
export interface InventedPerson {
  readonly number: string;
  readonly name: string;
  readonly sex: '男' | '女';
  readonly birthDate: string;
  readonly nativePlace: string;
  readonly telephone: string;
}

/** Somebody who does not exist, the `index`th of a list: names may be alike, numbers are not. */
export function inventedPerson(drawing: Drawing, index: number): InventedPerson {
  const sex = drawing.percent(46) ? '女' : '男';
  const birthDate = [
    1955 + drawing.below(50),
    String(1 + drawing.below(12)).padStart(2, '0'),
    String(1 + drawing.below(28)).padStart(2, '0'),
  ].join('-');
  return {
    number: numberOf(birthDate, sex, index),
    name: drawing.of(SURNAMES) + drawing.of(sex === '女' ? FEMALE : MALE),
    sex,
    birthDate,
    nativePlace: drawing.of(PROVINCES),
    telephone: `1390000${String(index % 10_000).padStart(4, '0')}`,
  };
}

/** An 18-digit number with a valid check character (GB 11643), whose area code is no place's. */
export function numberOf(birthDate: string, sex: '男' | '女', index: number): string {
  const order = ((index * 2) % 1000) + (sex === '男' ? 1 : 0);
  const digits = NO_PLACE + birthDate.replaceAll('-', '') + String(order % 1000).padStart(3, '0');
  return digits + checkCharacter(digits);
}
