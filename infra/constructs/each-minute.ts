import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** Invokes a function once a minute. A round that fails is not repeated: the next one begins within the minute. */
export function runEachMinute(scope: Construct, target: LambdaFunction): void {
  const rule = new Rule(scope, 'EachMinute', {
    schedule: Schedule.rate(Duration.minutes(1)),
    targets: [
      {
        bind: () => ({
          arn: target.functionArn,
          retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 60 },
        }),
      },
    ],
  });
  target.addPermission('EachMinute', {
    principal: new ServicePrincipal('events.amazonaws.com'),
    sourceArn: rule.ruleArn,
  });
  target.configureAsyncInvoke({ retryAttempts: 0 });
}
