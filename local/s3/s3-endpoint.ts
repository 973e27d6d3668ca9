import { createHash, randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';

import { decodeAwsChunked } from '#local/s3/aws-chunked.ts';
import { corsHeaders, type CorsRule } from '#local/s3/cors.ts';
import type { Objects, StoredObject } from '#local/s3/objects.ts';
import { verifyPresigned } from '#local/s3/verify-presigned.ts';
import type { LoopbackRequest, LoopbackResponse } from '#local/server/loopback-server.ts';
import { markup } from '#local/server/markup.ts';
import { AwsServiceError } from '#local/server/service-error.ts';
import type { Credentials } from '#local/system/credentials.ts';
import type { SystemClock } from '#local/system/system-clock.ts';

/** The buckets of the templates and what answering for them needs. */
export interface BucketSurroundings {
  /** CORS rules by bucket name. */
  readonly buckets: ReadonlyMap<string, readonly CorsRule[]>;
  readonly objects: Objects;
  readonly credentials: Credentials;
  readonly clock: SystemClock;
}

interface ObjectAddress {
  readonly bucket: string;
  readonly key: string;
}

/** Answers S3's calls for single objects: by the SDK, which signs the header, and by presigned addresses. */
export function answerS3(request: LoopbackRequest, surroundings: BucketSurroundings): LoopbackResponse {
  const address = objectAddress(request);
  const rules = surroundings.buckets.get(address.bucket) ?? [];
  const cors = corsHeaders(rules, request);
  if (request.method === 'OPTIONS') return { status: cors === undefined ? 403 : 200, headers: cors ?? {} };
  const answer = answered(request, address, surroundings);
  return { ...answer, headers: { ...answer.headers, ...cors } };
}

function answered(
  request: LoopbackRequest,
  address: ObjectAddress,
  surroundings: BucketSurroundings,
): LoopbackResponse {
  try {
    checkAccess(request, surroundings);
    if (!surroundings.buckets.has(address.bucket)) {
      throw new AwsServiceError('NoSuchBucket', 'The specified bucket does not exist', 404);
    }
    const act = actions[request.method];
    if (act === undefined || address.key === '') {
      throw new AwsServiceError(
        'NotImplemented',
        `S3 ${request.method} ${request.path} is not answered here.`,
        501,
      );
    }
    return act(request, address, surroundings);
  } catch (error) {
    if (error instanceof AwsServiceError) return refused(error);
    throw error;
  }
}

type Action = (
  request: LoopbackRequest,
  address: ObjectAddress,
  surroundings: BucketSurroundings,
) => LoopbackResponse;

const actions: Readonly<Record<string, Action>> = { PUT: put, GET: get, HEAD: get, DELETE: remove };

function put(
  request: LoopbackRequest,
  address: ObjectAddress,
  { objects, clock }: BucketSurroundings,
): LoopbackResponse {
  const content = decodeAwsChunked(request);
  checkChecksum(request, content);
  const etag = `"${createHash('md5').update(content).digest('hex')}"`;
  const metadata = Object.entries(request.headers).filter(([name]) => name.startsWith('x-amz-meta-'));
  const object: StoredObject = {
    ...address,
    contentType: request.headers['content-type'] ?? 'binary/octet-stream',
    etag,
    modifiedAt: clock.now(),
    metadata: Object.fromEntries(metadata.map(([name, value]) => [name, String(value)])),
  };
  objects.put(object, content);
  return { status: 200, headers: { etag } };
}

function get(
  request: LoopbackRequest,
  address: ObjectAddress,
  { objects }: BucketSurroundings,
): LoopbackResponse {
  const found = objects.get(address.bucket, address.key);
  if (found === undefined) throw new AwsServiceError('NoSuchKey', 'The specified key does not exist.', 404);
  const { object, content } = found;
  const asked = new URLSearchParams(request.query);
  const disposition = asked.get('response-content-disposition');
  const headers = {
    'content-type': asked.get('response-content-type') ?? object.contentType,
    'content-length': String(content.length),
    etag: object.etag,
    'last-modified': new Date(object.modifiedAt).toUTCString(),
    ...object.metadata,
    ...(disposition === null ? {} : { 'content-disposition': disposition }),
  };
  return { status: 200, headers, body: request.method === 'HEAD' ? '' : content };
}

function remove(
  _: LoopbackRequest,
  address: ObjectAddress,
  { objects }: BucketSurroundings,
): LoopbackResponse {
  objects.remove(address.bucket, address.key);
  return { status: 204 };
}

/** `/bucket/key`, or `/key` when the host is `bucket.localhost`. */
function objectAddress(request: LoopbackRequest): ObjectAddress {
  const path = decoded(request.path).slice(1);
  const virtualBucket = /^([^:]+)\.localhost(:|$)/.exec(request.headers.host ?? '')?.[1];
  if (virtualBucket !== undefined) return { bucket: virtualBucket, key: path };
  const slash = path.indexOf('/');
  return slash === -1
    ? { bucket: path, key: '' }
    : { bucket: path.slice(0, slash), key: path.slice(slash + 1) };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function checkAccess(request: LoopbackRequest, { credentials, clock }: BucketSurroundings): void {
  if (request.query.includes('X-Amz-Signature=')) {
    verifyPresigned(request, credentials, clock.now());
    return;
  }
  // Functions sign the header; on one machine knowing the key is enough.
  if (!(request.headers.authorization ?? '').includes(`Credential=${credentials.accessKeyId}/`)) {
    throw new AwsServiceError('AccessDenied', 'Access Denied', 403);
  }
}

function checkChecksum(request: LoopbackRequest, content: Buffer): void {
  const given =
    request.headers['x-amz-checksum-crc32'] ?? new URLSearchParams(request.query).get('x-amz-checksum-crc32');
  if (typeof given !== 'string') return;
  const actual = Buffer.alloc(4);
  actual.writeUInt32BE(crc32(content));
  if (actual.toString('base64') !== given) {
    throw new AwsServiceError('BadDigest', 'The CRC32 you specified did not match the calculated checksum.');
  }
}

function refused({ code, message, status }: AwsServiceError): LoopbackResponse {
  const body = markup`<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>${code}</Code><Message>${message}</Message><RequestId>${randomUUID()}</RequestId></Error>`;
  return { status, headers: { 'content-type': 'application/xml' }, body: body.text };
}
