import { machineEnvironment, tableEnvironment } from '#platform/lambda/environment.ts';

/** Environment of the relay. */
export const outboxRelayEnvironment = tableEnvironment.extend(machineEnvironment.shape);
