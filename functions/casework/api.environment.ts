import { tableEnvironment } from '#platform/lambda/environment.ts';

/** Environment of the casework API. */
export const caseworkApiEnvironment = tableEnvironment;
