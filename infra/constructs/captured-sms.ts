import { Duration } from 'aws-cdk-lib/core';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

import { allow } from './granting.ts';

/** Messages hold links that acknowledge alerts; no test reads them the day after. */
const RETENTION = Duration.days(1);

/**
 * A queue in place of telephones, for end-to-end tests: SMS are put into it by the function that would send them. Stage
 * `dev` only.
 */
export class CapturedSms extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: RETENTION,
    });
  }

  /** Lets a function put SMS into the queue. */
  grantSend(grantee: IGrantable): void {
    allow(grantee, ['sqs:SendMessage'], [this.queue.queueArn]);
  }
}
