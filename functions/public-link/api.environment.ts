import { tableEnvironment } from '#platform/lambda/environment.ts';

/** Environment of the function behind the links in SMS. */
export const publicLinkApiEnvironment = tableEnvironment;
