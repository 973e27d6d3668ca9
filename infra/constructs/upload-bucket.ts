import { Duration } from 'aws-cdk-lib/core';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  HttpMethods,
  ObjectOwnership,
  type CorsRule,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

import { removalPolicy, type Stage } from '#infra/stage.ts';

import { allow } from './granting.ts';
import type { ServiceKey } from './service-key.ts';

/** What the bucket needs. */
export interface UploadBucketProps {
  readonly stage: Stage;
  readonly key: ServiceKey;
  readonly retentionDays: number;
  /** Address under which officers' browsers have the pages that upload and show the files. */
  readonly publicBaseUrl: string;
}

/**
 * Files that are read and written by presigned addresses only, in a browser only from the deployment's own pages. Objects are
 * not versioned: what is deleted must be gone. A bucket that still holds files keeps a `dev` stack from being destroyed;
 * docs/operations.md says how to empty it (a function that does so by itself would be one more that may delete every file).
 */
export class UploadBucket extends Construct {
  readonly bucket: Bucket;
  readonly #key: ServiceKey;

  constructor(scope: Construct, id: string, props: UploadBucketProps) {
    super(scope, id);
    const { stage, key, retentionDays } = props;
    this.#key = key;
    this.bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      cors: [ownPagesOnly(props)],
      lifecycleRules: [
        {
          id: 'retention',
          expiration: Duration.days(retentionDays),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
      removalPolicy: removalPolicy(stage),
    });
  }

  /** Lets a function sign uploads and look at what was uploaded. */
  grantUpload(grantee: IGrantable): void {
    allow(grantee, ['s3:PutObject', 's3:GetObject'], [this.bucket.arnForObjects('*')]);
    // Without it S3 answers 403 instead of 404 for a file that was never uploaded.
    allow(grantee, ['s3:ListBucket'], [this.bucket.bucketArn]);
    this.#key.grantThrough('s3', grantee, 'seal');
  }

  /** Lets a function sign addresses for reading. */
  grantView(grantee: IGrantable): void {
    allow(grantee, ['s3:GetObject'], [this.bucket.arnForObjects('*')]);
    this.#key.grantThrough('s3', grantee, 'open');
  }
}

/** What the upload's address is signed for goes beyond what a browser sends to another origin unasked. */
function ownPagesOnly({ publicBaseUrl }: UploadBucketProps): CorsRule {
  return {
    allowedOrigins: [new URL(publicBaseUrl).origin],
    allowedMethods: [HttpMethods.PUT, HttpMethods.GET],
    allowedHeaders: ['content-type', 'if-none-match'],
    maxAge: Duration.hours(1).toSeconds(),
  };
}
