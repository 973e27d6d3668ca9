import { deadLetterEnvironment, machineEnvironment, tableEnvironment } from '#platform/lambda/environment.ts';

/** Environment of the sweeper. */
export const sweeperEnvironment = tableEnvironment
  .extend(machineEnvironment.shape)
  .extend(deadLetterEnvironment.shape);
