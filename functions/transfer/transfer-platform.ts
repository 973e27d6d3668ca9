import type { Platform } from '#platform/platform.ts';
import type { StationSigner } from '#platform/signature/station-signer.ts';

/** What the use cases that touch custody are given besides the platform. */
export interface TransferPlatform extends Platform {
  readonly signer: StationSigner;
}
