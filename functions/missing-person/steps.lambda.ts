import { lambdaSearchPlatform } from './lambda-search-platform.ts';
import { runProcessStep } from './process/process-steps.ts';

const platform = lambdaSearchPlatform();

/** The steps of state machine `missing-person`. Faults go to its retries by their names. */
export const handler = (event: unknown): Promise<object> => runProcessStep(platform, event);
