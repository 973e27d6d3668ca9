import { S3Client } from '@aws-sdk/client-s3';

import { photoEnvironment, readEnvironment } from '#platform/lambda/environment.ts';

import type { PhotoStore } from './photo-store.ts';
import { S3PhotoStore } from './s3-photo-store.ts';

/** The photo store of a function, in the bucket that its environment names. */
export function lambdaPhotoStore(): PhotoStore {
  const client = new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED' });
  return new S3PhotoStore(client, readEnvironment(photoEnvironment).PHOTO_BUCKET);
}
