import { KMSClient } from '@aws-sdk/client-kms';

import { readEnvironment, stationKeyEnvironment } from '#platform/lambda/environment.ts';
import { logger } from '#platform/lambda/lambda-platform.ts';

import { KmsStationSigner } from './kms-station-signer.ts';
import type { StationSigner } from './station-signer.ts';

/** The stations' signer on AWS, by the function's environment. */
export function lambdaStationSigner(): StationSigner {
  const { STATION_KEY_ALIAS_PREFIX } = readEnvironment(stationKeyEnvironment);
  return new KmsStationSigner(new KMSClient({}), STATION_KEY_ALIAS_PREFIX, (fault) =>
    logger.error('a station’s key cannot sign', fault),
  );
}
