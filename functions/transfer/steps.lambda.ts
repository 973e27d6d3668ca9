import { lambdaTransferPlatform } from './lambda-transfer-platform.ts';
import { runProcessStep } from './process/process-steps.ts';

const platform = lambdaTransferPlatform();

/** The steps of state machine `suspect-transfer`. Faults go to its retries by their names. */
export const handler = (event: unknown): Promise<object> => runProcessStep(platform, event);
