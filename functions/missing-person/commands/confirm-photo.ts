import type { Reply } from '#platform/command/idempotency.ts';
import { ConflictError, NotFoundError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import { photoKey, photoObjectName, photoSchema, type Photo } from '#functions/missing-person/model/photo.ts';
import { imageTypeOf } from '#functions/missing-person/photo/image-type-of.ts';
import type { PhotoStore, UploadedPhoto } from '#functions/missing-person/photo/photo-store.ts';
import { withoutMetadata } from '#functions/missing-person/photo/without-metadata.ts';

import type { OfficerCommand } from '#platform/case/case-change.ts';
import { changeCase, requireNotClosed } from './case-change.ts';

/**
 * Takes an uploaded photo into the case, if its first bytes, type and size are what was announced, and leaves nothing of
 * its metadata in the store: it would tell where the family lives.
 * @throws NotFoundError when no upload of that id was asked for
 * @throws ConflictError `photo-not-uploaded`, or `photo-not-as-announced`, also when the image cannot be walked
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
    const bytes = await cleanedBytes(photos, photoObjectName(state.caseId, photoId), found.body);
    const photo: Photo = { ...found.body, bytes, status: 'confirmed', confirmedAt: at.toISOString() };
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

/**
 * Replaces what was uploaded by the same image without metadata, unless there is none. Before the commit: a photo of the
 * case is clean, and an attempt after one that did not get that far finds nothing left to remove.
 * @returns the size in bytes of what the store now holds
 */
async function cleanedBytes(photos: PhotoStore, name: string, announced: Photo): Promise<number> {
  const uploaded = await photos.inspect(name);
  if (uploaded === undefined) throw new ConflictError('photo-not-uploaded', 'Nothing has been uploaded yet.');
  const { contentType, bytes } = announced;
  const clean = isAsAnnounced(announced, uploaded)
    ? withoutMetadata(contentType, uploaded.content)
    : undefined;
  if (clean === undefined) {
    throw new ConflictError(
      'photo-not-as-announced',
      'What was uploaded is not the image that was announced. Ask for a new upload.',
    );
  }
  if (Buffer.compare(clean, uploaded.content) !== 0) await photos.replace(name, contentType, clean, bytes);
  return clean.byteLength;
}

function isAsAnnounced(announced: Photo, { uploadedBytes, contentType, content }: UploadedPhoto): boolean {
  return (
    uploadedBytes === announced.bytes &&
    contentType === announced.contentType &&
    imageTypeOf(content) === announced.contentType
  );
}
