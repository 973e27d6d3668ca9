import * as z from 'zod';

/** The function that serves the OpenAPI document needs nothing. */
export const serviceDescriptionApiEnvironment = z.object({});
