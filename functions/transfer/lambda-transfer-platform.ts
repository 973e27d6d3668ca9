import { KMSClient } from '@aws-sdk/client-kms';

import { readEnvironment, stationKeyEnvironment } from '#platform/lambda/environment.ts';
import { lambdaPlatform, logger } from '#platform/lambda/lambda-platform.ts';
import { KmsStationSigner } from '#platform/signature/kms-station-signer.ts';

import type { TransferPlatform } from './transfer-platform.ts';

/** The platform of functions that touch custody, with the stations' keys of the key service. */
export function lambdaTransferPlatform(): TransferPlatform {
  const { STATION_KEY_ALIAS_PREFIX } = readEnvironment(stationKeyEnvironment);
  const report = (fault: object) => logger.error('A station could not sign.', { ...fault });
  return {
    ...lambdaPlatform(),
    signer: new KmsStationSigner(new KMSClient({}), STATION_KEY_ALIAS_PREFIX, report),
  };
}
