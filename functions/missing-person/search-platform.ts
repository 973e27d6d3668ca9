import type { Platform } from '#platform/platform.ts';

import type { Geography } from './search/geography.ts';
import type { SearchSettings } from './search/search-profile.ts';

/** What the use cases that plan a search are given besides the platform. */
export interface SearchPlatform extends Platform {
  readonly geography: Geography;
  readonly searchSettings: SearchSettings;
}
