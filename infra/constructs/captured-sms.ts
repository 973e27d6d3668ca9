/* oxlint-disable no-new -- a construct joins its scope when it is made */
import { Duration } from 'aws-cdk-lib/core';
import { PolicyStatement, ServicePrincipal, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

import { allow } from './granting.ts';

/** Messages hold links that acknowledge alerts; no test reads them the day after. */
const RETENTION = Duration.days(1);

/**
 * A queue in place of telephones and mailboxes, for end-to-end tests: SMS are put into it by the function that would send
 * them, and it has subscribed to the station topics. Stage `dev` only.
 */
export class CapturedSms extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, topicArns: Readonly<Record<string, string>>) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: RETENTION,
    });
    this.queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('sns.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.queue.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': Object.values(topicArns) } },
      }),
    );
    for (const [station, topicArn] of Object.entries(topicArns))
      new Subscription(this, station, {
        topic: Topic.fromTopicArn(this, `${station}-topic`, topicArn),
        protocol: SubscriptionProtocol.SQS,
        endpoint: this.queue.queueArn,
      });
  }

  /** Lets a function put SMS into the queue. */
  grantSend(grantee: IGrantable): void {
    allow(grantee, ['sqs:SendMessage'], [this.queue.queueArn]);
  }
}
