import type { Platform } from '#platform/platform.ts';

import type { PersonVault } from './vault/person-vault.ts';

/** What the registry's use cases are given besides the platform. */
export interface RegistryPlatform extends Platform {
  readonly vault: PersonVault;
}
