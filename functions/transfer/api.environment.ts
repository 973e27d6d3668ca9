import { stationKeyEnvironment, tableEnvironment } from '#platform/lambda/environment.ts';

/** Environment of the suspect transfers' API: it signs for the stations. */
export const transferApiEnvironment = tableEnvironment.extend(stationKeyEnvironment.shape);
