import { readGeography } from '#config/geography.ts';
import { searchSettings } from '#config/search-profiles.ts';
import type { SearchRequest } from '#functions/missing-person/search/search-request.ts';

export const exampleGeography = readGeography();

/** In front of the textile market, where the mission's missing person was last seen. */
export const textileMarket = { lon: 120.4085, lat: 30.1413 };

export const hours = (count: number): number => count * 3_600_000;

/** The mission's case at its beginning: an old woman with dementia on foot, last seen an hour and a half ago. */
export const missionRequest: SearchRequest = {
  ...searchSettings,
  category: 'dementia',
  origin: textileMarket,
  originTime: hours(10),
  now: hours(11.5),
  meansOfTravel: 'onFoot',
  widening: 0,
  geography: exampleGeography,
  stations: ['yaqian', 'qianqing'],
};
