import * as z from 'zod';

import { actorRecordSchema } from '#platform/actor/actor.ts';
import type { Key } from '#platform/store/item-store.ts';

/** Kinds of files that stations have. */
export const fileFormatSchema = z.enum(['csv', 'xlsx']);

/** A file that a station announced, with the address it was given to put it there. Its content lies in the exchange bucket. */
export const uploadSchema = z.object({
  uploadId: z.string(),
  partnershipId: z.string(),
  stationId: z.string(),
  format: fileFormatSchema,
  /** Size in bytes that was announced; the address takes no other. */
  bytes: z.int().min(1),
  requestedAt: z.iso.datetime(),
  requestedBy: actorRecordSchema,
  version: z.int().min(1),
  auditHead: z.string(),
});

/** A file that a station announced. */
export type Upload = z.infer<typeof uploadSchema>;

/** Key of an announced file; its event and audit entry lie beside it. */
export function uploadKey(partnershipId: string, uploadId: string): Key {
  return { pk: `REG#${partnershipId}#UPLOAD#${uploadId}`, sk: 'UPLOAD' };
}

/** Name of the uploaded file in the exchange bucket. */
export function uploadObjectName({
  partnershipId,
  uploadId,
}: Pick<Upload, 'partnershipId' | 'uploadId'>): string {
  return `uploads/${partnershipId}/${uploadId}`;
}

/** What the station calls the file. Kept apart, and no longer than the file: a name may say whom it is about. */
export const fileNameSchema = z.object({ name: z.string() });

/** Key of what the station calls the file. */
export function fileNameKey(partnershipId: string, uploadId: string): Key {
  return { pk: uploadKey(partnershipId, uploadId).pk, sk: 'NAME' };
}
