import * as z from 'zod';

import { imageTypeSchema, MAX_PHOTO_BYTES } from '#functions/missing-person/model/photo.ts';

/** What is going to be uploaded. */
export const photoUploadSchema = z.strictObject({
  contentType: imageTypeSchema,
  bytes: z.int().min(1).max(MAX_PHOTO_BYTES),
});

/** What is going to be uploaded. */
export type PhotoUploadRequest = z.infer<typeof photoUploadSchema>;
