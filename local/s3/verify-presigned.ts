import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

import type { LoopbackRequest } from '#local/server/loopback-server.ts';
import { AwsServiceError } from '#local/server/service-error.ts';
import type { Credentials } from '#local/system/credentials.ts';

/** Longest validity of a presigned address, in seconds (S3's own limit: seven days). */
const longestValidity = 604_800;

/**
 * Checks a request whose query carries a signature (AWS Signature Version 4), with the signed headers as they came.
 * `now` is in milliseconds since the epoch.
 * @throws AwsServiceError with S3's own error names when the signature is wrong or its time is over
 */
export function verifyPresigned(request: LoopbackRequest, credentials: Credentials, now: number): void {
  const query = new URLSearchParams(request.query);
  const [accessKeyId, ...scope] = required(query, 'X-Amz-Credential').split('/');
  if (required(query, 'X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256') throw malformed('X-Amz-Algorithm');
  if (accessKeyId !== credentials.accessKeyId || scope.length !== 4) {
    throw new AwsServiceError('InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist', 403);
  }
  checkTime(required(query, 'X-Amz-Date'), required(query, 'X-Amz-Expires'), now);
  const toSign = [
    'AWS4-HMAC-SHA256',
    required(query, 'X-Amz-Date'),
    scope.join('/'),
    createHash('sha256').update(canonicalRequest(request, query)).digest('hex'),
  ].join('\n');
  const signature = hmac(signingKey(credentials.secretAccessKey, scope), toSign).toString('hex');
  if (!equal(signature, required(query, 'X-Amz-Signature'))) {
    throw new AwsServiceError(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided.',
      403,
    );
  }
}

function checkTime(date: string, expires: string, now: number): void {
  const signedAt = Date.parse(
    date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
  );
  const validity = Number(expires);
  if (Number.isNaN(signedAt)) throw malformed('X-Amz-Date');
  if (!(validity >= 1 && validity <= longestValidity)) throw malformed('X-Amz-Expires');
  if (now > signedAt + validity * 1000) throw new AwsServiceError('AccessDenied', 'Request has expired', 403);
}

function canonicalRequest(request: LoopbackRequest, query: URLSearchParams): string {
  const signedHeaders = required(query, 'X-Amz-SignedHeaders');
  const headers = signedHeaders.split(';').map((name) => `${name}:${headerValue(request, name)}\n`);
  const parameters = [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .toSorted();
  const payload = headerValue(request, 'x-amz-content-sha256') || query.get('X-Amz-Content-Sha256');
  return [
    request.method,
    request.path,
    parameters.join('&'),
    headers.join(''),
    signedHeaders,
    payload || 'UNSIGNED-PAYLOAD',
  ].join('\n');
}

function headerValue(request: LoopbackRequest, name: string): string {
  const value = request.headers[name];
  const text = Array.isArray(value) ? value.join(',') : (value ?? '');
  return text.trim().replaceAll(/ +/g, ' ');
}

function signingKey(secret: string, scope: readonly string[]): Buffer {
  return scope.reduce<Buffer>((key, part) => hmac(key, part), Buffer.from(`AWS4${secret}`));
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function equal(expected: string, given: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function required(query: URLSearchParams, name: string): string {
  const value = query.get(name);
  if (value === null) throw malformed(name);
  return value;
}

function malformed(name: string): AwsServiceError {
  return new AwsServiceError(
    'AuthorizationQueryParametersError',
    `The query parameter ${name} is missing or wrong`,
  );
}
