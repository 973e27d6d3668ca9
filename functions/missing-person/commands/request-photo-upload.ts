import { recordActor } from '#platform/actor/actor.ts';
import { addSeconds } from '#platform/clock.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { ConflictError } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/platform.ts';
import { photoKey, photoObjectName, type Photo } from '#functions/missing-person/model/photo.ts';
import type { PhotoStore } from '#functions/missing-person/photo/photo-store.ts';
import type { PhotoUploadRequest } from '#functions/missing-person/requests/photo-upload.ts';

import type { OfficerCommand } from '#platform/case/case-change.ts';
import { changeCase, requireNotClosed } from './case-change.ts';

/** Long enough for 5 MB over a bad mobile connection. */
const UPLOAD_SECONDS = 600;
const MAX_PHOTOS = 10;

/**
 * Hands out an address to which exactly this image can be uploaded, past the API. It counts once `confirmPhoto` has seen it.
 * @throws ConflictError when the case is closed, or has ten photos
 */
export function requestPhotoUpload(
  platform: Platform,
  photos: PhotoStore,
  command: OfficerCommand,
  { contentType, bytes }: PhotoUploadRequest,
): Promise<Reply> {
  return changeCase(platform, 'missingPerson.addPhoto', command, async (state, at) => {
    requireNotClosed(state);
    if (state.photoIds.length >= MAX_PHOTOS)
      throw new ConflictError('too-many-photos', `A case takes ${MAX_PHOTOS} photos.`);
    const photo: Photo = {
      photoId: newId('F', at),
      contentType,
      bytes,
      status: 'requested',
      requestedAt: at.toISOString(),
      requestedBy: recordActor(command.actor),
    };
    const name = photoObjectName(state.caseId, photo.photoId);
    const upload = await photos.uploadAddress(name, contentType, bytes, UPLOAD_SECONDS);
    const expiresAt = addSeconds(at, UPLOAD_SECONDS).toISOString();
    return {
      next: state,
      event: { type: 'photoRequested', data: { photoId: photo.photoId, contentType, bytes } },
      writes: [
        {
          kind: 'create',
          item: { key: photoKey(state.caseId, photo.photoId), entity: 'photo', body: photo },
        },
      ],
      answer: { photoId: photo.photoId, upload: { method: 'PUT', ...upload, expiresAt } },
      replyStatus: 201,
    };
  });
}
