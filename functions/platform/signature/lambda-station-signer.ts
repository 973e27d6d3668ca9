import { KMSClient } from '@aws-sdk/client-kms';

import { readEnvironment, stationKeyEnvironment } from '#platform/lambda/environment.ts';
import { logger } from '#platform/lambda/lambda-platform.ts';

import { KmsStationSigner } from './kms-station-signer.ts';
import type { StationSigner } from './station-signer.ts';

/** How long one attempt to reach the key service may take: somebody at a handover waits for two signatures. */
const PATIENCE = { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true };

/** The stations' signer on AWS, by the function's environment. */
export function lambdaStationSigner(): StationSigner {
  const { STATION_KEY_ALIAS_PREFIX } = readEnvironment(stationKeyEnvironment);
  return new KmsStationSigner(
    new KMSClient({ requestHandler: PATIENCE }),
    STATION_KEY_ALIAS_PREFIX,
    (fault) => logger.error('a station’s key cannot sign', fault),
  );
}
