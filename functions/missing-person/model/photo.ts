import * as z from 'zod';

import { actorRecordSchema } from '#platform/actor/actor.ts';
import { casePartition } from '#platform/case/case.ts';
import type { Key } from '#platform/store/item-store.ts';

/** Image types that a photo may have. */
export const imageTypeSchema = z.enum(['image/jpeg', 'image/png', 'image/webp']);

/** Image types that a photo may have. */
export type ImageType = z.infer<typeof imageTypeSchema>;

/** Largest photo in bytes: what telephones make, and not much more. */
export const MAX_PHOTO_BYTES = 5 * 1024 * 1024;

/** A photo of the missing person. `confirmed` once what was uploaded proved to be the image that was announced. */
export const photoSchema = z.object({
  photoId: z.string(),
  contentType: imageTypeSchema,
  bytes: z.int().min(1).max(MAX_PHOTO_BYTES),
  status: z.enum(['requested', 'confirmed']),
  requestedAt: z.iso.datetime(),
  requestedBy: actorRecordSchema,
  confirmedAt: z.iso.datetime().optional(),
});

/** A photo of the missing person. */
export type Photo = z.infer<typeof photoSchema>;

/** Key of a photo's record. */
export function photoKey(caseId: string, photoId: string): Key {
  return { pk: casePartition(caseId), sk: `PHOTO#${photoId}` };
}

/** Name of a photo in the photo store. */
export function photoObjectName(caseId: string, photoId: string): string {
  return `cases/${caseId}/${photoId}`;
}
