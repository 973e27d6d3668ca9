import { tableEnvironment } from '#platform/lambda/environment.ts';

/** Environment of the function that registers waits. */
export const registerWaitEnvironment = tableEnvironment;
