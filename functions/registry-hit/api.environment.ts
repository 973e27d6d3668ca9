import { registryEnvironment, stationKeyEnvironment } from '#platform/lambda/environment.ts';

/** Environment of the hits' API: it reads the registry, and signs for the station when a transfer begins. */
export const registryHitApiEnvironment = registryEnvironment.extend(stationKeyEnvironment.shape);
