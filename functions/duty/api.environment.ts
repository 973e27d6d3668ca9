import { tableEnvironment } from '#platform/lambda/environment.ts';

/** Environment of the duty book's API. */
export const dutyApiEnvironment = tableEnvironment;
