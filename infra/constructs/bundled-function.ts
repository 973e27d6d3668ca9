import { join } from 'node:path';

import type { Duration } from 'aws-cdk-lib/core';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type * as z from 'zod';

import type { FunctionBundles } from '#infra/bundle-functions.ts';
import type { FunctionName } from '#infra/function-entries.ts';

import { allow } from './granting.ts';
import { KeptLog, type LogDefaults } from './kept-log.ts';

/** Environment variables, all of them text. */
type Variables = Readonly<Record<string, string>>;

/** What all functions of a stack share. */
export interface FunctionDefaults extends LogDefaults {
  readonly bundles: FunctionBundles;
  readonly logRetentionDays: number;
}

/** What one function is made from. */
export interface BundledFunctionProps<V extends Variables> extends FunctionDefaults {
  readonly name: FunctionName;
  readonly description: string;
  /** The schema that the function itself checks its environment with. */
  readonly environmentSchema: z.ZodType<unknown, V>;
  /** Exactly the variables of that schema. */
  readonly environment: NoInfer<V>;
  readonly memoryMb: number;
  readonly timeout: Duration;
}

/**
 * A function from its bundle: arm64, a role of its own that may write its own log and nothing else, a log group with a
 * retention. What it may call is granted to it by the stack, statement by statement.
 */
export class BundledFunction<V extends Variables = Variables> extends Function {
  readonly name: FunctionName;

  constructor(scope: Construct, props: BundledFunctionProps<V>) {
    const log = new KeptLog(scope, `${props.name}-log`, { ...props, retentionDays: props.logRetentionDays });
    const role = new Role(scope, `${props.name}-role`, {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `border815: ${props.description}`,
    });
    allow(role, ['logs:CreateLogStream', 'logs:PutLogEvents'], [log.logGroupArn]);
    super(scope, props.name, {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(join(props.bundles.directory, props.name)),
      environment: { ...props.environment },
      memorySize: props.memoryMb,
      timeout: props.timeout,
      logGroup: log,
      role,
    });
    this.name = props.name;
  }
}
