import * as z from 'zod';

/** Settings of the resident registry: lookup. */
export const registryLookupSchema = z.strictObject({});
