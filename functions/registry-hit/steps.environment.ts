import { tableEnvironment } from '#platform/lambda/environment.ts';

/** Environment of the steps of state machine `registry-hit`. */
export const registryHitStepsEnvironment = tableEnvironment;
