import type { Geography, Place } from './geography.ts';
import type { MeansOfTravel, SearchCategory, SearchSettings } from './search-profile.ts';

/** What a search is planned from. */
export type SearchRequest = SearchSettings & {
  category: SearchCategory;
  /** Where the person was last seen. */
  origin: Place;
  /** When they were there, in milliseconds since the epoch; undefined when unknown. */
  originTime: number | undefined;
  /** Milliseconds since the epoch. */
  now: number;
  meansOfTravel: MeansOfTravel;
  /** The direction they were going, in degrees from north, clockwise. */
  direction?: number | undefined;
  /** How often the search has been widened: 0 for the first plan. */
  widening: number;
  geography: Geography;
  /** The stations which search. Other areas of the geography count as outside. */
  stations: readonly string[];
};
