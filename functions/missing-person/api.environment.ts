import { photoEnvironment, tableEnvironment } from '#platform/lambda/environment.ts';

/** Environment of the missing persons' API. */
export const missingPersonApiEnvironment = tableEnvironment.extend(photoEnvironment.shape);
