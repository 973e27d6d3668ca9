import type { IGrantable } from 'aws-cdk-lib/aws-iam';

import { allow } from './granting.ts';
import { UploadBucket } from './upload-bucket.ts';

/**
 * Files of residents and wanted notices on their way in and out. Stations put them there and fetch them by presigned addresses;
 * they lapse within days, and no version of them stays.
 */
export class ExchangeBucket extends UploadBucket {
  /** Lets a function read and write files, and sign the addresses of uploads and downloads. */
  grantFiles(grantee: IGrantable): void {
    this.grantUpload(grantee);
  }

  /** Lets a function remove files whose content is in the registry. */
  grantRemoval(grantee: IGrantable): void {
    allow(grantee, ['s3:DeleteObject'], [this.bucket.arnForObjects('*')]);
  }
}
