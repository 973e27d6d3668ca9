import { LogGroup, type LogGroupProps } from 'aws-cdk-lib/aws-logs';
import { Fn, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

import { removalPolicy, type Stage } from '#infra/stage.ts';

import type { ServiceKey } from './service-key.ts';

/** What all logs of a stage share. */
export interface LogDefaults {
  readonly stage: Stage;
  readonly logsKey: ServiceKey;
}

/** What one log is made from. */
export interface KeptLogProps extends LogDefaults {
  readonly retentionDays: number;
}

/** A log with a retention of its own, encrypted with the stage's key for logs, and kept outside `dev` when its stack goes. */
export class KeptLog extends LogGroup {
  constructor(scope: Construct, id: string, props: KeptLogProps) {
    super(scope, id, settings(props));
  }
}

/**
 * A log that another service writes for us. Each such log is one more line in a policy that holds 5,120 characters for
 * the whole account and region, except below this prefix. The stack's own id in the name lets a stack that was deleted,
 * whose logs are kept, be made again.
 */
export class VendedLog extends LogGroup {
  constructor(scope: Construct, id: string, { what, ...props }: KeptLogProps & { readonly what: string }) {
    const { stackName, stackId } = Stack.of(scope);
    const uniqueId = Fn.select(2, Fn.split('/', stackId));
    super(scope, id, {
      ...settings(props),
      logGroupName: `/aws/vendedlogs/${stackName}/${uniqueId}/${what}`,
    });
  }
}

function settings({ stage, logsKey, retentionDays }: KeptLogProps): LogGroupProps {
  return { retention: retentionDays, encryptionKey: logsKey, removalPolicy: removalPolicy(stage) };
}
