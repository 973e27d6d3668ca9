import { Stack } from 'aws-cdk-lib/core';
import { PolicyStatement, ServicePrincipal, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

import { removalPolicy, type Stage } from '#infra/stage.ts';

/** Actions on a key by what is done with the things it encrypts. */
const keyActions = {
  read: ['kms:Decrypt', 'kms:DescribeKey'],
  write: [
    'kms:Decrypt',
    'kms:DescribeKey',
    'kms:Encrypt',
    'kms:GenerateDataKey',
    'kms:GenerateDataKeyWithoutPlaintext',
    'kms:ReEncryptFrom',
    'kms:ReEncryptTo',
  ],
  /** S3 objects and SNS messages have a data key each: to make one, and to open one. */
  seal: ['kms:Decrypt', 'kms:GenerateDataKey'],
  open: ['kms:Decrypt'],
} as const;

/** A customer-managed key with yearly rotation that is only ever used through AWS services. */
export class ServiceKey extends Key {
  constructor(scope: Construct, id: string, props: { stage: Stage; description: string }) {
    super(scope, id, {
      description: props.description,
      enableKeyRotation: true,
      removalPolicy: removalPolicy(props.stage),
    });
  }

  /** Lets `grantee` use the key, but only in calls that `service` makes for it. */
  grantThrough(
    service: 'dynamodb' | 's3' | 'secretsmanager' | 'sns',
    grantee: IGrantable,
    use: keyof typeof keyActions,
  ): void {
    const { region, urlSuffix } = Stack.of(this);
    // aws-cn has a domain of its own; which of the two KMS is told there is not documented, and either is the service.
    const callers = ['amazonaws.com', urlSuffix].map((domain) => `${service}.${region}.${domain}`);
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: [...keyActions[use]],
        resources: [this.keyArn],
        conditions: { StringEquals: { 'kms:ViaService': callers } },
      }),
    );
  }

  /** Lets this account's and region's logs be encrypted. */
  grantLogs(): void {
    const { account, partition, region, urlSuffix } = Stack.of(this);
    this.addToResourcePolicy(
      new PolicyStatement({
        // One of the few principals that carry region and partition.
        principals: [new ServicePrincipal(`logs.${region}.${urlSuffix}`)],
        actions: ['kms:Decrypt*', 'kms:Describe*', 'kms:Encrypt*', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
        resources: ['*'], // In a key's own policy this is the key.
        conditions: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:log-group:*`,
          },
        },
      }),
    );
  }

  /** Lets alarms publish to a topic that the key encrypts. */
  grantAlarms(): void {
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: [...keyActions.seal],
        // In a key's own policy this is the key. AWS documents no condition that CloudWatch would meet here, and an alarm that
        // may not use the key is silent; whose alarms may publish is for the topic's policy to say.
        resources: ['*'],
      }),
    );
  }
}
