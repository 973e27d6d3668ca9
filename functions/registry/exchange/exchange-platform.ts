import type { ExchangeFiles } from '#functions/registry/files/exchange-files.ts';
import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';

import type { ResidentTables } from './resident-tables.ts';

/** What imports and exports are given besides the registry's platform. */
export interface ExchangePlatform extends RegistryPlatform {
  readonly files: ExchangeFiles;
  readonly tables: ResidentTables;
}
