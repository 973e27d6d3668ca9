import { tableEnvironment } from '#platform/lambda/environment.ts';

/** Environment of the steps of state machine `missing-person`. */
export const missingPersonStepsEnvironment = tableEnvironment;
