import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { masterSecretOf, MASTER_SECRET_BYTES } from '#functions/registry/vault/master-secret.ts';
import { StoredPersonVault } from '#functions/registry/vault/stored-person-vault.ts';
import type { ItemStore } from '#platform/store/item-store.ts';

import { MemoryStore } from './memory-store.ts';
import { exampleDeployment, TurnedClock } from './platform.ts';

/** The partnership of the example. */
export const PARTNERSHIP = 'qianqing-yaqian';

/** A registry on this store (an empty one in memory unless given), with a vault on a master secret that is always the same. */
export function registryPlatform(
  store: ItemStore = new MemoryStore(),
  clock = new TurnedClock(),
): RegistryPlatform & { readonly clock: TurnedClock } {
  const secret = masterSecretOf(new Uint8Array(MASTER_SECRET_BYTES).fill(7));
  return {
    store,
    clock,
    deployment: exampleDeployment(),
    vault: new StoredPersonVault(store, async () => secret),
  };
}
