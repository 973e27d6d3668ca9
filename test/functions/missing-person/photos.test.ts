import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import {
  photoKey,
  photoObjectName,
  photoSchema,
  type ImageType,
} from '#functions/missing-person/model/photo.ts';
import { imageTypeOf } from '#functions/missing-person/photo/image-type-of.ts';
import { S3PhotoStore } from '#functions/missing-person/photo/s3-photo-store.ts';

import { caseApi, fieldsOf, slugOf, type CaseApi } from './case-api.ts';
import { eventsOf, liaison, patrol, qianqing, stateOf, yaqian } from './scene.ts';
import { pngChunk, tinyImage } from './tiny-image.ts';

const png = tinyImage('image/png');
const jpeg = tinyImage('image/jpeg');
const webp = tinyImage('image/webp');
const size = png.length;

describe('a photo of the missing person', () => {
  let api: CaseApi;
  let caseId: string;
  beforeEach(async () => {
    api = await caseApi();
    caseId = await api.open();
  });

  const request = (json: object, actor = yaqian) =>
    api.send('requestPhotoUpload', actor, { parameters: { caseId }, json });
  const confirm = (photoId: string) =>
    api.send('confirmPhoto', yaqian, { parameters: { caseId, photoId }, json: {} });
  const requested = async (contentType: ImageType = 'image/png', bytes = size): Promise<string> => {
    const { body } = await request({ contentType, bytes });
    return (body as { photoId: string }).photoId;
  };
  const uploaded = (photoId: string, contentType: string, uploadedBytes: number, content: Uint8Array) =>
    api.photos.uploaded.set(photoObjectName(caseId, photoId), { contentType, uploadedBytes, content });

  it('is uploaded past the API, checked, and only then part of the case', async () => {
    const answer = await request({ contentType: 'image/png', bytes: size });
    expect(answer).toMatchObject({
      status: 201,
      body: {
        upload: { method: 'PUT', headers: { 'content-type': 'image/png', 'content-length': String(size) } },
      },
    });
    const { photoId } = answer.body as { photoId: string };
    const read = () => api.send('readPhoto', patrol, { parameters: { caseId, photoId } });
    expect((await read()).status).toBe(404);

    uploaded(photoId, 'image/png', size, png);
    expect((await confirm(photoId)).status).toBe(200);

    expect((await stateOf(api.platform, caseId)).photoIds).toEqual([photoId]);
    expect((await read()).body).toMatchObject({ photoId, contentType: 'image/png', url: expect.any(String) });
    const types = (await eventsOf(api.platform.store, caseId)).map(({ type }) => type);
    expect(types).toEqual(['opened', 'photoRequested', 'photoAdded']);
  });

  it.each([
    ['of another size', 'image/png', size + 1, png],
    ['of another type', 'image/jpeg', size, png],
    ['that is no image but says so', 'image/png', size, Buffer.from('<html><script>1')],
    ['that is another kind of image than it says', 'image/png', size, jpeg],
    ['that begins like an image and does not end', 'image/png', size, png.subarray(0, -1)],
  ])('is refused when something was uploaded %s', async (_what, contentType, bytes, head) => {
    const photoId = await requested();
    uploaded(photoId, contentType, bytes, head);

    expect(slugOf(await confirm(photoId))).toBe('photo-not-as-announced');
    expect((await stateOf(api.platform, caseId)).photoIds).toEqual([]);
  });

  it('cannot be confirmed before it is uploaded, nor twice, nor when nobody asked for it', async () => {
    const photoId = await requested();
    expect(slugOf(await confirm(photoId))).toBe('photo-not-uploaded');
    uploaded(photoId, 'image/png', size, png);
    expect((await confirm(photoId)).status).toBe(200);
    expect(slugOf(await confirm(photoId))).toBe('nothing-to-do');
    expect((await confirm(`F-${'0'.repeat(26)}`)).status).toBe(404);
  });

  it('loses its metadata, also when an earlier confirmation got no further than that', async () => {
    const photographed = tinyImage('image/png', [pngChunk('eXIf', 'GPS 30.1455N 120.4115E')]);
    const photoId = await requested('image/png', photographed.length);
    const name = photoObjectName(caseId, photoId);
    uploaded(photoId, 'image/png', photographed.length, photographed);
    const replace = vi.spyOn(api.photos, 'replace');
    vi.spyOn(api.platform.store, 'transact').mockRejectedValueOnce(new Error('The table is away.'));

    expect((await confirm(photoId)).status).toBe(500);
    expect(api.photos.uploaded.get(name)?.content).toEqual(png);
    expect((await stateOf(api.platform, caseId)).photoIds).toEqual([]);

    expect((await confirm(photoId)).status).toBe(200);
    expect(replace).toHaveBeenCalledTimes(1);
    const record = await api.platform.store.get(photoKey(caseId, photoId), photoSchema);
    expect(record?.body).toMatchObject({ status: 'confirmed', bytes: size });
  });

  it('is an image of 5 MB at most', async () => {
    expect(fieldsOf(await request({ contentType: 'image/svg+xml', bytes: size }))).toEqual(['contentType']);
    expect(fieldsOf(await request({ contentType: 'image/png', bytes: 5 * 1024 * 1024 + 1 }))).toEqual([
      'bytes',
    ]);
    expect(fieldsOf(await request({ contentType: 'image/png', bytes: 0 }))).toEqual(['bytes']);
  });

  it('is added by the desks and the liaison, not by a patrol', async () => {
    const statuses = [yaqian, qianqing, liaison, patrol].map(
      async (actor) => (await request({ contentType: 'image/webp', bytes: size }, actor)).status,
    );
    expect(await Promise.all(statuses)).toEqual([201, 201, 201, 403]);
  });
});

describe('the kind of an image', () => {
  it('is told by its first bytes', () => {
    expect([png, jpeg, webp].map((head) => imageTypeOf(head))).toEqual([
      'image/png',
      'image/jpeg',
      'image/webp',
    ]);
    for (const other of [
      Buffer.from('GIF89a'),
      Buffer.from('RIFF....WAVE'),
      Buffer.alloc(0),
      png.subarray(0, 4),
    ])
      expect(imageTypeOf(other)).toBeUndefined();
  });
});

describe('the photo store on S3', () => {
  let server: Server;
  let store: S3PhotoStore;
  const asked: string[] = [];
  const objects = new Map([
    ['/photos/cases/MP-1/F-1', { type: 'image/png', bytes: Buffer.concat([png, png]) }],
  ]);

  beforeEach(async () => {
    asked.length = 0;
    server = createServer((request, response) => {
      asked.push(`${request.method} ${request.headers.range ?? ''}`.trim());
      const object = objects.get(new URL(request.url ?? '', 'http://s3').pathname);
      if (object === undefined) return void response.writeHead(404).end();
      const [, to] = /bytes=0-(\d+)/.exec(request.headers.range ?? '') ?? [];
      const body = to === undefined ? object.bytes : object.bytes.subarray(0, Number(to) + 1);
      response.writeHead(to === undefined ? 200 : 206, {
        'content-type': object.type,
        'content-length': body.length,
      });
      response.end(request.method === 'HEAD' ? undefined : body);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const client = new S3Client({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      forcePathStyle: true,
      region: 'cn-north-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      requestChecksumCalculation: 'WHEN_REQUIRED',
    });
    store = new S3PhotoStore(client, 'photos');
  });
  afterEach(() => server.close());

  it('signs type, size and first-time-only into an upload’s address, and nothing that a client could not send', async () => {
    const { url, headers } = await store.uploadAddress('cases/MP-1/F-2', 'image/jpeg', 1234, 600);

    const { searchParams } = new URL(url);
    const signed = searchParams.get('X-Amz-SignedHeaders')?.split(';') ?? [];
    expect(signed).toEqual(['content-length', 'content-type', 'host', 'if-none-match']);
    expect(searchParams.get('X-Amz-Expires')).toBe('600');
    expect(url).not.toMatch(/checksum/i);
    expect(headers).toEqual({ 'content-type': 'image/jpeg', 'content-length': '1234', 'if-none-match': '*' });
  });

  it('reads what was uploaded, and never more than a photo may have', async () => {
    const found = await store.inspect('cases/MP-1/F-1');

    expect(found).toMatchObject({ contentType: 'image/png', uploadedBytes: 2 * size });
    expect(Buffer.from(found?.content ?? [])).toEqual(Buffer.concat([png, png]));
    expect(asked).toEqual(['HEAD', 'GET bytes=0-5242879']);
  });

  it('knows that nothing was uploaded', async () => {
    expect(await store.inspect('cases/MP-1/F-9')).toBeUndefined();
  });

  it('hands out an address to read by, good for as long as it says', async () => {
    const url = new URL(await store.downloadAddress('cases/MP-1/F-1', 300));

    expect(url.searchParams.get('X-Amz-Expires')).toBe('300');
    expect((await fetch(url)).status).toBe(200);
  });
});
