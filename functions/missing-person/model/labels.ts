import type * as z from 'zod';

import type { SearchCategory } from '#functions/missing-person/search/search-profile.ts';
import type { LocalizedText } from '#platform/localized-text.ts';

import type { conditionSchema, Outcome } from './missing-person-case.ts';

/** Who is missing, as pages say it. */
export const categoryLabels: Readonly<Record<SearchCategory, LocalizedText>> = {
  dementia: { 'zh-CN': '认知障碍老人', en: 'Person with dementia' },
  child1to3: { 'zh-CN': '1至3岁儿童', en: 'Child of 1 to 3' },
  child4to6: { 'zh-CN': '4至6岁儿童', en: 'Child of 4 to 6' },
  child7to12: { 'zh-CN': '7至12岁儿童', en: 'Child of 7 to 12' },
  child13to17: { 'zh-CN': '13至17岁未成年人', en: 'Child of 13 to 17' },
  despondent: { 'zh-CN': '情绪低落人员', en: 'Despondent person' },
  otherAdult: { 'zh-CN': '成年人', en: 'Adult' },
};

/** Sex, as pages say it. */
export const sexLabels: Readonly<Record<'female' | 'male', LocalizedText>> = {
  female: { 'zh-CN': '女', en: 'female' },
  male: { 'zh-CN': '男', en: 'male' },
};

/** How the person was when found, as pages say it. */
export const conditionLabels: Readonly<Record<z.infer<typeof conditionSchema>, LocalizedText>> = {
  safe: { 'zh-CN': '平安', en: 'safe' },
  injured: { 'zh-CN': '受伤', en: 'injured' },
  deceased: { 'zh-CN': '死亡', en: 'deceased' },
};

/** How a case ended, as pages say it. */
export const outcomeLabels: Readonly<Record<Outcome, LocalizedText>> = {
  reunited: { 'zh-CN': '已与家人团聚', en: 'reunited with the family' },
  foundInjured: { 'zh-CN': '找到时受伤', en: 'found injured' },
  foundDeceased: { 'zh-CN': '找到时已死亡', en: 'found deceased' },
  cancelled: { 'zh-CN': '报警人撤销', en: 'cancelled' },
  falseAlarm: { 'zh-CN': '误报', en: 'false alarm' },
};
