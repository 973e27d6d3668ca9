import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import type { TransferPlatform } from '#functions/transfer/transfer-platform.ts';

/** What the use cases of a hit are given: the registry, and the keys by which a transfer begins. */
export type HitPlatform = RegistryPlatform & TransferPlatform;
