import * as z from 'zod';

/** Settings of the resident registry: files. */
export const registryFilesSchema = z.strictObject({});
