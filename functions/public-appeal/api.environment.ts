import { photoEnvironment, tableEnvironment } from '#platform/lambda/environment.ts';

/** Environment of the public appeal. */
export const publicAppealApiEnvironment = tableEnvironment.extend(photoEnvironment.shape);
