import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { Readable } from 'node:stream';

import type { ExchangeFiles, FileUpload, FoundFile } from './exchange-files.ts';
import { wholeContent } from './whole-content.ts';

/** Signed into the upload's address, so that it takes nothing else, and nothing a second time. */
const SIGNED_HEADERS = new Set(['content-type', 'content-length', 'if-none-match', 'host']);

/**
 * Files in an S3 bucket.
 * The client must be made with `requestChecksumCalculation: 'WHEN_REQUIRED'`: otherwise the checksum of an empty body is
 * signed into each upload address.
 */
export class S3ExchangeFiles implements ExchangeFiles {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async uploadAddress(
    name: string,
    contentType: string,
    bytes: number,
    validSeconds: number,
  ): Promise<FileUpload> {
    const put = new PutObjectCommand({
      Bucket: this.#bucket,
      Key: name,
      ContentType: contentType,
      ContentLength: bytes,
      IfNoneMatch: '*',
    });
    const url = await getSignedUrl(this.#client, put, {
      expiresIn: validSeconds,
      signableHeaders: SIGNED_HEADERS,
    });
    return {
      url,
      headers: { 'content-type': contentType, 'content-length': String(bytes), 'if-none-match': '*' },
    };
  }

  async read(name: string): Promise<FoundFile | undefined> {
    try {
      const { Body, ContentLength } = await this.#client.send(
        new GetObjectCommand({ Bucket: this.#bucket, Key: name }),
      );
      if (!(Body instanceof Readable) || ContentLength === undefined)
        throw new Error('S3 answered without a content.');
      return { bytes: ContentLength, content: Body };
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  }

  async write(
    name: string,
    content: AsyncIterable<Uint8Array> | Uint8Array | string,
    contentType: string,
  ): Promise<void> {
    // S3 wants to know the length before it takes the first byte.
    const Body = await wholeContent(content);
    await this.#client.send(
      new PutObjectCommand({ Bucket: this.#bucket, Key: name, Body, ContentType: contentType }),
    );
  }

  downloadAddress(name: string, fileName: string, validSeconds: number): Promise<string> {
    const get = new GetObjectCommand({
      Bucket: this.#bucket,
      Key: name,
      // RFC 6266: the name in UTF-8, percent-encoded.
      ResponseContentDisposition: `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    });
    return getSignedUrl(this.#client, get, { expiresIn: validSeconds });
  }
}
