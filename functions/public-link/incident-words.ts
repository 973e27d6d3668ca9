import type { Incident } from './incident.ts';
import type { Language, LocalizedText } from '#platform/localized-text.ts';

/** Categories of missing people as pages name them. */
export const categoryWords: Readonly<Record<Incident['category'], LocalizedText>> = {
  dementia: { 'zh-CN': '失智老人', en: 'Person with dementia' },
  child1to3: { 'zh-CN': '幼儿（1–3岁）', en: 'Child aged 1 to 3' },
  child4to6: { 'zh-CN': '儿童（4–6岁）', en: 'Child aged 4 to 6' },
  child7to12: { 'zh-CN': '儿童（7–12岁）', en: 'Child aged 7 to 12' },
  child13to17: { 'zh-CN': '未成年人（13–17岁）', en: 'Young person aged 13 to 17' },
  despondent: { 'zh-CN': '有轻生风险者', en: 'Person at risk of suicide' },
  otherAdult: { 'zh-CN': '成年人', en: 'Adult' },
};

/** Means of travel as pages name them. */
export const travelWords: Readonly<Record<Incident['meansOfTravel'], LocalizedText>> = {
  onFoot: { 'zh-CN': '步行', en: 'On foot' },
  bicycle: { 'zh-CN': '自行车', en: 'Bicycle' },
  electricBicycle: { 'zh-CN': '电动自行车', en: 'Electric bicycle' },
  bus: { 'zh-CN': '公交车', en: 'Bus' },
  car: { 'zh-CN': '汽车', en: 'Car' },
  unknown: { 'zh-CN': '不详', en: 'Not known' },
};

/** Sexes as pages name them. */
export const sexWords: Readonly<Record<NonNullable<Incident['sex']>, LocalizedText>> = {
  female: { 'zh-CN': '女', en: 'female' },
  male: { 'zh-CN': '男', en: 'male' },
};

const compass: Readonly<Record<Language, readonly string[]>> = {
  'zh-CN': ['北', '东北', '东', '东南', '南', '西南', '西', '西北'],
  en: ['north', 'north-east', 'east', 'south-east', 'south', 'south-west', 'west', 'north-west'],
};

/** A direction as one of eight points of the compass. @param degrees from north, clockwise */
export function compassWord(degrees: number, language: Language): string {
  const words = compass[language];
  return words[Math.round(degrees / (360 / words.length)) % words.length] ?? '';
}
