import { S3Client } from '@aws-sdk/client-s3';
import { onTestFinished } from 'vitest';

import { openObjects } from '#local/s3/objects.ts';
import { answerS3 } from '#local/s3/s3-endpoint.ts';
import { openLoopbackServer } from '#local/server/loopback-server.ts';
import { createSystemClock } from '#local/system/system-clock.ts';

/** A client of the local S3, which has one empty bucket and ends with the test. */
export async function localS3(bucket: string): Promise<S3Client> {
  const credentials = { accessKeyId: 'LOCALKEY', secretAccessKey: 'secret' };
  const server = await openLoopbackServer(0);
  onTestFinished(() => server.close());
  const surroundings = {
    buckets: new Map([[bucket, []]]),
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
  return client;
}
