import { S3Client } from '@aws-sdk/client-s3';
import { expect, it, onTestFinished } from 'vitest';

import { S3PhotoStore } from '#functions/missing-person/photo/s3-photo-store.ts';
import { openObjects } from '#local/s3/objects.ts';
import { answerS3 } from '#local/s3/s3-endpoint.ts';
import { openLoopbackServer } from '#local/server/loopback-server.ts';
import { createSystemClock } from '#local/system/system-clock.ts';

import { tinyImage } from '../tiny-image.ts';

it('a photo that is replaced is read back smaller, with the size that was uploaded and its type', async () => {
  const credentials = { accessKeyId: 'LOCALKEY', secretAccessKey: 'secret' };
  const server = await openLoopbackServer(0);
  onTestFinished(() => server.close());
  const surroundings = {
    buckets: new Map([['photos', []]]),
    objects: openObjects(undefined),
    credentials,
    clock: createSystemClock('real'),
  };
  server.answerBy({
    bodyLimit: 4096,
    handle: (request) => Promise.resolve(answerS3(request, surroundings)),
    tooLarge: () => ({ status: 413 }),
  });
  const client = new S3Client({
    endpoint: server.url,
    region: 'us-east-1',
    credentials,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  onTestFinished(() => client.destroy());
  const store = new S3PhotoStore(client, 'photos');
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
