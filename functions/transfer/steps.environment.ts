import { stationKeyEnvironment, tableEnvironment } from '#platform/lambda/environment.ts';

/** Environment of the steps of state machine `suspect-transfer`: a handover that timed out is signed for too. */
export const transferStepsEnvironment = tableEnvironment.extend(stationKeyEnvironment.shape);
