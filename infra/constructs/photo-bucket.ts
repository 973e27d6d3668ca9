import { Duration } from 'aws-cdk-lib/core';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

import { removalPolicy, type Stage } from '#infra/stage.ts';

import { allow } from './granting.ts';
import type { ServiceKey } from './service-key.ts';

/** What the bucket needs. */
export interface PhotoBucketProps {
  readonly stage: Stage;
  readonly key: ServiceKey;
  readonly retentionDays: number;
}

/**
 * Photos of missing persons. Read and written by presigned addresses only. Objects are not versioned: a photo that is
 * deleted must be gone.
 */
export class PhotoBucket extends Construct {
  readonly bucket: Bucket;
  readonly #key: ServiceKey;

  constructor(scope: Construct, id: string, { stage, key, retentionDays }: PhotoBucketProps) {
    super(scope, id);
    this.#key = key;
    this.bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
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
    // Without it S3 answers 403 instead of 404 for a photo that was never uploaded.
    allow(grantee, ['s3:ListBucket'], [this.bucket.bucketArn]);
    this.#key.grantThrough('s3', grantee, 'seal');
  }

  /** Lets a function sign addresses for reading. */
  grantView(grantee: IGrantable): void {
    allow(grantee, ['s3:GetObject'], [this.bucket.arnForObjects('*')]);
    this.#key.grantThrough('s3', grantee, 'open');
  }
}
