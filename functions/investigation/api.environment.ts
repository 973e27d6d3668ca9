import { stationKeyEnvironment, tableEnvironment } from '#platform/lambda/environment.ts';

/** Environment of the investigations' API: an arrest opens a transfer, whose first custody entry it signs. */
export const investigationApiEnvironment = tableEnvironment.extend(stationKeyEnvironment.shape);
