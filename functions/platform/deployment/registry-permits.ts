import * as z from 'zod';

/** Settings of the resident registry: permits. */
export const registryPermitsSchema = z.strictObject({});
