import type { Reply } from '#platform/command/idempotency.ts';
import { ConflictError, NotFoundError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import { photoKey, photoObjectName, photoSchema, type Photo } from '#functions/missing-person/model/photo.ts';
import { imageTypeOf } from '#functions/missing-person/photo/image-type-of.ts';
import type { PhotoStore, UploadedPhoto } from '#functions/missing-person/photo/photo-store.ts';

import { changeCase, requireNotClosed, type OfficerCommand } from './case-change.ts';

/**
 * Takes an uploaded photo into the case, if its first bytes, type and size are what was announced.
 * @throws NotFoundError when no upload of that id was asked for
 * @throws ConflictError `photo-not-uploaded`, or `photo-not-as-announced`
 */
export function confirmPhoto(
  platform: Platform,
  photos: PhotoStore,
  command: OfficerCommand,
  photoId: string,
): Promise<Reply> {
  return changeCase(platform, 'missingPerson.addPhoto', command, async (state, at) => {
    requireNotClosed(state);
    const found = await platform.store.get(photoKey(state.caseId, photoId), photoSchema);
    if (found === undefined) throw new NotFoundError();
    if (found.body.status === 'confirmed') return undefined;
    requireAsAnnounced(found.body, await photos.inspect(photoObjectName(state.caseId, photoId)));
    const photo: Photo = { ...found.body, status: 'confirmed', confirmedAt: at.toISOString() };
    return {
      next: { ...state, photoIds: [...state.photoIds, photoId] },
      event: { type: 'photoAdded', data: { photoId } },
      writes: [
        { kind: 'replace', item: { key: found.key, entity: 'photo', body: photo }, revision: found.revision },
      ],
      answer: { photoId },
    };
  });
}

function requireAsAnnounced(photo: Photo, uploaded: UploadedPhoto | undefined): void {
  if (uploaded === undefined) throw new ConflictError('photo-not-uploaded', 'Nothing has been uploaded yet.');
  const isAsAnnounced =
    uploaded.bytes === photo.bytes &&
    uploaded.contentType === photo.contentType &&
    imageTypeOf(uploaded.firstBytes) === photo.contentType;
  if (isAsAnnounced) return;
  throw new ConflictError(
    'photo-not-as-announced',
    'What was uploaded is not the image that was announced. Ask for a new upload.',
  );
}
