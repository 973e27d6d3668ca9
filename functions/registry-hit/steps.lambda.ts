import { lambdaPlatform } from '#platform/lambda/lambda-platform.ts';

import { runProcessStep } from './process/process-steps.ts';

const platform = lambdaPlatform();

/** The steps of state machine `registry-hit`. Faults go to its retries by their names. */
export const handler = (event: unknown): Promise<object> => runProcessStep(platform, event);
