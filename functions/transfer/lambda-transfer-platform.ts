import { lambdaPlatform } from '#platform/lambda/lambda-platform.ts';
import { lambdaStationSigner } from '#platform/signature/lambda-station-signer.ts';

import type { TransferPlatform } from './transfer-platform.ts';

/** The platform of functions that touch custody, with the stations' keys of the key service. */
export function lambdaTransferPlatform(): TransferPlatform {
  return { ...lambdaPlatform(), signer: lambdaStationSigner() };
}
