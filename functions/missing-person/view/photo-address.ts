import { addSeconds } from '#platform/clock.ts';
import { NotFoundError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import { photoKey, photoObjectName, photoSchema, type Photo } from '#functions/missing-person/model/photo.ts';
import type { PhotoStore } from '#functions/missing-person/photo/photo-store.ts';

/** An address that leaks is of no use after this long. */
const VALID_SECONDS = 300;

/** Where a photo can be read for a while. */
export interface PhotoAddress extends Pick<Photo, 'photoId' | 'contentType'> {
  readonly url: string;
  /** RFC 3339 UTC. */
  readonly expiresAt: string;
}

/**
 * An address from which a confirmed photo of a case can be read for five minutes.
 * @throws NotFoundError when the case has no such photo, or none that is confirmed
 */
export async function photoAddress(
  { store, clock }: Platform,
  photos: PhotoStore,
  caseId: string,
  photoId: string,
): Promise<PhotoAddress> {
  const photo = (await store.get(photoKey(caseId, photoId), photoSchema))?.body;
  if (photo?.status !== 'confirmed') throw new NotFoundError();
  return {
    photoId,
    contentType: photo.contentType,
    url: await photos.downloadAddress(photoObjectName(caseId, photoId), VALID_SECONDS),
    expiresAt: addSeconds(clock.now(), VALID_SECONDS).toISOString(),
  };
}
