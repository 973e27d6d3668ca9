import {
  GetObjectCommand,
  HeadObjectCommand,
  NotFound,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

import type { ImageType } from '#functions/missing-person/model/photo.ts';

import { IMAGE_HEAD_BYTES } from './image-type-of.ts';
import type { PhotoStore, PhotoUpload, UploadedPhoto } from './photo-store.ts';

/** Signed into the upload's address, so that it takes nothing else, and nothing a second time. */
const SIGNED_HEADERS = new Set(['content-type', 'content-length', 'if-none-match', 'host']);

/**
 * Photos in an S3 bucket.
 * The client must be made with `requestChecksumCalculation: 'WHEN_REQUIRED'`: otherwise the checksum of an empty body is
 * signed into each upload address.
 */
export class S3PhotoStore implements PhotoStore {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async uploadAddress(
    name: string,
    type: ImageType,
    bytes: number,
    validSeconds: number,
  ): Promise<PhotoUpload> {
    const put = new PutObjectCommand({
      Bucket: this.#bucket,
      Key: name,
      ContentType: type,
      ContentLength: bytes,
      IfNoneMatch: '*',
    });
    const url = await getSignedUrl(this.#client, put, {
      expiresIn: validSeconds,
      signableHeaders: SIGNED_HEADERS,
    });
    return {
      url,
      headers: { 'content-type': type, 'content-length': String(bytes), 'if-none-match': '*' },
    };
  }

  async inspect(name: string): Promise<UploadedPhoto | undefined> {
    const object = { Bucket: this.#bucket, Key: name };
    try {
      const head = await this.#client.send(new HeadObjectCommand(object));
      if (head.ContentLength === undefined || head.ContentLength === 0) return undefined;
      const range = `bytes=0-${IMAGE_HEAD_BYTES - 1}`;
      const { Body } = await this.#client.send(new GetObjectCommand({ ...object, Range: range }));
      return {
        contentType: head.ContentType,
        bytes: head.ContentLength,
        firstBytes: (await Body?.transformToByteArray()) ?? new Uint8Array(),
      };
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  }

  downloadAddress(name: string, validSeconds: number): Promise<string> {
    return getSignedUrl(this.#client, new GetObjectCommand({ Bucket: this.#bucket, Key: name }), {
      expiresIn: validSeconds,
    });
  }
}
