import * as z from 'zod';

/** Settings of the resident registry: retention. */
export const registryRetentionSchema = z.strictObject({});
