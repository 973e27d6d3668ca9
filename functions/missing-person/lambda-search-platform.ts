import bundledGeography from '#geography';
import { searchSettings } from '#config/search-profiles.ts';
import { lambdaPlatform } from '#platform/lambda/lambda-platform.ts';

import { parseGeography } from './search/geography.ts';
import type { SearchPlatform } from './search-platform.ts';

/** The platform of functions that plan searches, with the geography and the search numbers bundled with them. */
export function lambdaSearchPlatform(): SearchPlatform {
  return { ...lambdaPlatform(), geography: parseGeography(bundledGeography), searchSettings };
}
