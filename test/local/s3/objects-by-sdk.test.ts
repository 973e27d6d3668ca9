import { Readable } from 'node:stream';

import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { openObjects } from '#local/s3/objects.ts';
import { answerS3, type BucketSurroundings } from '#local/s3/s3-endpoint.ts';
import { openLoopbackServer, type LoopbackServer } from '#local/server/loopback-server.ts';
import { createSystemClock } from '#local/system/system-clock.ts';

const credentials = { accessKeyId: 'LOCALKEY', secretAccessKey: 'secret' };
const Bucket = 'photos';
let server: LoopbackServer;
let s3: S3Client;

beforeAll(async () => {
  const surroundings: BucketSurroundings = {
    buckets: new Map([[Bucket, []]]),
    objects: openObjects(undefined),
    credentials,
    clock: createSystemClock('real'),
  };
  server = await openLoopbackServer(0);
  server.answerBy({
    bodyLimit: 1024,
    handle: (request) => Promise.resolve(answerS3(request, surroundings)),
    tooLarge: () => ({ status: 413 }),
  });
  s3 = new S3Client({ endpoint: server.url, region: 'us-east-1', credentials, maxAttempts: 1 });
});

afterAll(async () => {
  s3.destroy();
  await server.close();
});

test('an object is put, described, read and removed', async () => {
  const Key = 'a b/钱清+1.txt';
  await s3.send(
    new PutObjectCommand({ Bucket, Key, Body: 'text', ContentType: 'text/plain', Metadata: { kind: 'x' } }),
  );
  const head = await s3.send(new HeadObjectCommand({ Bucket, Key }));
  expect([head.ContentLength, head.ContentType, head.Metadata]).toEqual([4, 'text/plain', { kind: 'x' }]);
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  expect(await Body?.transformToString()).toBe('text');
  await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  await expect(s3.send(new GetObjectCommand({ Bucket, Key }))).rejects.toMatchObject({ name: 'NoSuchKey' });
});

test('a stream, which the SDK frames in chunks, is stored without the frames', async () => {
  const Body = Readable.from([Buffer.from('abc'), Buffer.from('def')]);
  await s3.send(new PutObjectCommand({ Bucket, Key: 'stream', Body, ContentLength: 6 }));
  const stored = await s3.send(new GetObjectCommand({ Bucket, Key: 'stream' }));
  expect(await stored.Body?.transformToString()).toBe('abcdef');
});

test('a presigned address reads an object, with the type that it asks for', async () => {
  await s3.send(new PutObjectCommand({ Bucket, Key: 'seen', Body: 'text' }));
  const command = new GetObjectCommand({ Bucket, Key: 'seen', ResponseContentType: 'text/plain' });
  const response = await fetch(await getSignedUrl(s3, command, { expiresIn: 60 }));
  expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
    200,
    'text/plain',
    'text',
  ]);
});

test('an upload whose content does not have the checksum that was signed is refused', async () => {
  const address = await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key: 'sum', Body: 'one' }), {
    expiresIn: 60,
  });
  const answers = await Promise.all(['one', 'two'].map((body) => fetch(address, { method: 'PUT', body })));
  expect(answers.map(({ status }) => status)).toEqual([200, 400]);
});

test('other keys and other buckets are refused', async () => {
  const stranger = new S3Client({
    endpoint: server.url,
    region: 'us-east-1',
    credentials: { ...credentials, accessKeyId: 'X' },
  });
  await expect(stranger.send(new GetObjectCommand({ Bucket, Key: 'seen' }))).rejects.toMatchObject({
    name: 'AccessDenied',
  });
  const elsewhere = new GetObjectCommand({ Bucket: 'other', Key: 'seen' });
  await expect(s3.send(elsewhere)).rejects.toMatchObject({ name: 'NoSuchBucket' });
});
