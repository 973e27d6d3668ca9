import * as z from 'zod';

import { fileFormatSchema } from '#functions/registry/exchange/model/upload.ts';

/** As large as the reader takes at all; the deployment may say less. */
const MAX_BYTES = 1024 ** 3;

/** What is going to be uploaded. */
export const fileUploadSchema = z.strictObject({
  /** What the station calls the file; shown beside the import for as long as the file is kept. */
  name: z.string().trim().min(1).max(120),
  format: fileFormatSchema,
  bytes: z.int().min(1).max(MAX_BYTES),
});

/** What is going to be uploaded. */
export type FileUploadRequest = z.infer<typeof fileUploadSchema>;
