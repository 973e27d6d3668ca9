import { S3Client } from '@aws-sdk/client-s3';

import { exchangeEnvironment, readEnvironment } from '#platform/lambda/environment.ts';

import type { ExchangeFiles } from './exchange-files.ts';
import { S3ExchangeFiles } from './s3-exchange-files.ts';

/** The file exchange of a function, in the bucket that its environment names. */
export function lambdaExchangeFiles(): ExchangeFiles {
  const client = new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED' });
  return new S3ExchangeFiles(client, readEnvironment(exchangeEnvironment).EXCHANGE_BUCKET);
}
