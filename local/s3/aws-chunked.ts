import type { LoopbackRequest } from '#local/server/loopback-server.ts';
import { AwsServiceError } from '#local/server/service-error.ts';

/**
 * The content of an upload. The SDK frames streams as `aws-chunked`: pieces, each after a line with its size in
 * hexadecimal, then trailing headers, which are not looked at.
 * @throws AwsServiceError when the framing is broken
 */
export function decodeAwsChunked(request: LoopbackRequest): Buffer {
  const framed =
    request.headers['content-encoding']?.includes('aws-chunked') === true ||
    request.headers['x-amz-decoded-content-length'] !== undefined;
  if (!framed) return request.body;
  const pieces: Buffer[] = [];
  for (let position = 0; ;) {
    const lineEnd = request.body.indexOf('\r\n', position);
    const size = Number.parseInt(request.body.toString('latin1', position, lineEnd), 16);
    if (lineEnd === -1 || Number.isNaN(size))
      throw new AwsServiceError('IncompleteBody', 'The body is incomplete.');
    if (size === 0) return Buffer.concat(pieces);
    pieces.push(request.body.subarray(lineEnd + 2, lineEnd + 2 + size));
    position = lineEnd + 2 + size + 2;
  }
}
