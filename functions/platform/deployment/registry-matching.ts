import * as z from 'zod';

/** Settings of the resident registry: matching. */
export const registryMatchingSchema = z.strictObject({});
