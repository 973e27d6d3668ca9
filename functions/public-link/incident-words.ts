import type { Language, LocalizedText } from '#platform/localized-text.ts';

import type { Incident } from './incident.ts';

/** Means of travel as pages name them. */
export const travelWords: Readonly<Record<Incident['meansOfTravel'], LocalizedText>> = {
  onFoot: { 'zh-CN': '步行', en: 'On foot' },
  bicycle: { 'zh-CN': '自行车', en: 'Bicycle' },
  electricBicycle: { 'zh-CN': '电动自行车', en: 'Electric bicycle' },
  bus: { 'zh-CN': '公交车', en: 'Bus' },
  car: { 'zh-CN': '汽车', en: 'Car' },
  unknown: { 'zh-CN': '不详', en: 'Not known' },
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
