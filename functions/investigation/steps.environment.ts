import { tableEnvironment } from '#platform/lambda/environment.ts';

/** Environment of the investigation's steps. */
export const investigationStepsEnvironment = tableEnvironment;
