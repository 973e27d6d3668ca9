import { expect, it } from 'vitest';

import { S3PhotoStore } from '#functions/missing-person/photo/s3-photo-store.ts';
import { localS3 } from '#test/support/local-s3.ts';

import { tinyImage } from '../tiny-image.ts';

it('a photo that is replaced is read back smaller, with the size that was uploaded and its type', async () => {
  const store = new S3PhotoStore(await localS3('photos'), 'photos');
  const body = Buffer.alloc(300, 'x');
  const { url, headers } = await store.uploadAddress('F-1', 'image/webp', body.length, 60);
  expect((await fetch(url, { method: 'PUT', headers, body })).status).toBe(200);
  expect(await store.inspect('F-1')).toMatchObject({ contentType: 'image/webp', uploadedBytes: 300 });

  const clean = tinyImage('image/webp');
  await store.replace('F-1', 'image/webp', clean, body.length);

  const found = await store.inspect('F-1');
  expect(found).toMatchObject({ contentType: 'image/webp', uploadedBytes: 300 });
  expect(Buffer.from(found?.content ?? [])).toEqual(clean);
});
