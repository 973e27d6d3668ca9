/* oxlint-disable no-new -- a construct joins its scope when it is made */
import { CfnParameter, Stack } from 'aws-cdk-lib/core';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';

import { removalPolicy, type Stage } from '#infra/stage.ts';

import { allow } from './granting.ts';
import type { ServiceKey } from './service-key.ts';

/** Letters and digits only are base64 as they stand: 64 of them are a key of 48 bytes. */
const GENERATED_LENGTH = 64;

/** What the key needs. */
export interface SmsSigningKeyProps {
  readonly stage: Stage;
  /** Encrypts the secret. */
  readonly key: ServiceKey;
}

/**
 * The key by which requests to an SMS provider are signed: a secret, JSON with `current` and, while it is being changed,
 * `next`. The stack makes the first key, so that none is ever in a file; the administrator gives it to the provider, or
 * puts the provider's in its place (docs/operations.md).
 */
export class SmsSigningKey extends Construct {
  readonly secretArn: string;
  readonly #key: ServiceKey;
  readonly #parameterName: string;

  constructor(scope: Construct, id: string, { stage, key }: SmsSigningKeyProps) {
    super(scope, id);
    this.#key = key;
    this.#parameterName = `/${Stack.of(this).stackName}/sms/key-arn`;
    const secret = new CfnSecret(this, 'Secret', {
      description: 'border815: key by which SMS to the provider are signed',
      kmsKeyId: key.keyArn,
      generateSecretString: {
        secretStringTemplate: '{}',
        generateStringKey: 'current',
        passwordLength: GENERATED_LENGTH,
        excludePunctuation: true,
      },
    });
    secret.applyRemovalPolicy(removalPolicy(stage));
    this.secretArn = secret.attrId;
    new StringParameter(this, 'Parameter', {
      parameterName: this.#parameterName,
      description: 'border815: the secret with the key of the SMS provider',
      stringValue: this.secretArn,
    });
  }

  /**
   * The secret's ARN for use in another stack, which looks it up when it is deployed: an export that it imports would keep
   * the deployment from changing its SMS provider (ADR 0009).
   */
  arnFor(scope: Construct): string {
    return new CfnParameter(scope, 'SmsKeyArn', {
      type: 'AWS::SSM::Parameter::Value<String>',
      default: this.#parameterName,
      description: 'the secret with the key of the SMS provider',
    }).valueAsString;
  }

  /** Lets a function read the key; `arn` as that function's stack knows the secret. */
  grantRead(grantee: IGrantable, arn: string): void {
    allow(grantee, ['secretsmanager:GetSecretValue'], [arn]);
    this.#key.grantThrough('secretsmanager', grantee, 'open');
  }
}
