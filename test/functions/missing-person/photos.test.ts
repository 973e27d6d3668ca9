import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { photoObjectName, type ImageType } from '#functions/missing-person/model/photo.ts';
import { imageTypeOf } from '#functions/missing-person/photo/image-type-of.ts';
import { S3PhotoStore } from '#functions/missing-person/photo/s3-photo-store.ts';

import { caseApi, fieldsOf, slugOf, type CaseApi } from './case-api.ts';
import { eventsOf, liaison, patrol, qianqing, stateOf, yaqian } from './scene.ts';

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const jpeg = Buffer.from('ffd8ffe000104a464946000101000001', 'hex');
const webp = Buffer.concat([Buffer.from('RIFF'), Buffer.from([1, 2, 3, 4]), Buffer.from('WEBPVP8 ')]);

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
  const requested = async (contentType: ImageType = 'image/png', bytes = 16): Promise<string> => {
    const { body } = await request({ contentType, bytes });
    return (body as { photoId: string }).photoId;
  };
  const uploaded = (photoId: string, contentType: string, bytes: number, firstBytes: Uint8Array) =>
    api.photos.uploaded.set(photoObjectName(caseId, photoId), { contentType, bytes, firstBytes });

  it('is uploaded past the API, checked, and only then part of the case', async () => {
    const answer = await request({ contentType: 'image/png', bytes: 16 });
    expect(answer).toMatchObject({
      status: 201,
      body: { upload: { method: 'PUT', headers: { 'content-type': 'image/png', 'content-length': '16' } } },
    });
    const { photoId } = answer.body as { photoId: string };
    const read = () => api.send('readPhoto', patrol, { parameters: { caseId, photoId } });
    expect((await read()).status).toBe(404);

    uploaded(photoId, 'image/png', 16, png);
    expect((await confirm(photoId)).status).toBe(200);

    expect((await stateOf(api.platform, caseId)).photoIds).toEqual([photoId]);
    expect((await read()).body).toMatchObject({ photoId, contentType: 'image/png', url: expect.any(String) });
    const types = (await eventsOf(api.platform.store, caseId)).map(({ type }) => type);
    expect(types).toEqual(['opened', 'photoRequested', 'photoAdded']);
  });

  it.each([
    ['of another size', 'image/png', 17, png],
    ['of another type', 'image/jpeg', 16, png],
    ['that is no image but says so', 'image/png', 16, Buffer.from('<html><script>1')],
    ['that is another kind of image than it says', 'image/png', 16, jpeg],
  ])('is refused when something was uploaded %s', async (_what, contentType, bytes, head) => {
    const photoId = await requested();
    uploaded(photoId, contentType, bytes, head);

    expect(slugOf(await confirm(photoId))).toBe('photo-not-as-announced');
    expect((await stateOf(api.platform, caseId)).photoIds).toEqual([]);
  });

  it('cannot be confirmed before it is uploaded, nor twice, nor when nobody asked for it', async () => {
    const photoId = await requested();
    expect(slugOf(await confirm(photoId))).toBe('photo-not-uploaded');
    uploaded(photoId, 'image/png', 16, png);
    expect((await confirm(photoId)).status).toBe(200);
    expect(slugOf(await confirm(photoId))).toBe('nothing-to-do');
    expect((await confirm(`F-${'0'.repeat(26)}`)).status).toBe(404);
  });

  it('is an image of 5 MB at most', async () => {
    expect(fieldsOf(await request({ contentType: 'image/svg+xml', bytes: 16 }))).toEqual(['contentType']);
    expect(fieldsOf(await request({ contentType: 'image/png', bytes: 5 * 1024 * 1024 + 1 }))).toEqual([
      'bytes',
    ]);
    expect(fieldsOf(await request({ contentType: 'image/png', bytes: 0 }))).toEqual(['bytes']);
  });

  it('is added by the desks and the liaison, not by a patrol', async () => {
    const statuses = [yaqian, qianqing, liaison, patrol].map(
      async (actor) => (await request({ contentType: 'image/webp', bytes: 16 }, actor)).status,
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

  it('looks at the head and the first bytes of what was uploaded, and reads no more of it', async () => {
    const found = await store.inspect('cases/MP-1/F-1');

    expect(found).toMatchObject({ contentType: 'image/png', bytes: 32 });
    expect(imageTypeOf(found?.firstBytes ?? new Uint8Array())).toBe('image/png');
    expect(found?.firstBytes).toHaveLength(12);
    expect(asked).toEqual(['HEAD', 'GET bytes=0-11']);
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
