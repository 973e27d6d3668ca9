import {
  GetObjectCommand,
  HeadObjectCommand,
  NotFound,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

import { MAX_PHOTO_BYTES, type ImageType } from '#functions/missing-person/model/photo.ts';

import type { PhotoStore, PhotoUpload, UploadedPhoto } from './photo-store.ts';

/** Signed into the upload's address, so that it takes nothing else, and nothing a second time. */
const SIGNED_HEADERS = new Set(['content-type', 'content-length', 'if-none-match', 'host']);

/**
 * Metadata of a replaced object: the size that was uploaded. S3 refuses `x-amz-…` headers that are not signed into an
 * upload's address, so no client can set it.
 */
const UPLOADED_BYTES = 'uploaded-bytes';

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
      // Bounded, whatever lies there.
      const range = `bytes=0-${MAX_PHOTO_BYTES - 1}`;
      const { Body } = await this.#client.send(new GetObjectCommand({ ...object, Range: range }));
      return {
        contentType: head.ContentType,
        uploadedBytes: Number(head.Metadata?.[UPLOADED_BYTES] ?? head.ContentLength),
        content: (await Body?.transformToByteArray()) ?? new Uint8Array(),
      };
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  }

  async replace(name: string, type: ImageType, content: Uint8Array, uploadedBytes: number): Promise<void> {
    await this.#client.send(
      new PutObjectCommand({
        Bucket: this.#bucket,
        Key: name,
        Body: content,
        ContentType: type,
        Metadata: { [UPLOADED_BYTES]: String(uploadedBytes) },
      }),
    );
  }

  downloadAddress(name: string, validSeconds: number): Promise<string> {
    return getSignedUrl(this.#client, new GetObjectCommand({ Bucket: this.#bucket, Key: name }), {
      expiresIn: validSeconds,
    });
  }
}
