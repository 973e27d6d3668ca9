import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';

import { loadDeploymentFile } from '#infra/deployment-file.ts';
import { functionNames } from '#infra/function-entries.ts';

import { exampleFile } from './example-file.ts';
import { resourcesOfType, synthesise } from './synthesised.ts';

const { deployment, infrastructure } = loadDeploymentFile(exampleFile);
const { stateless, stateful } = synthesise('prod');

describe('the functions', () => {
  it('are one for each entry, on arm64 and Node 24, without tracing', () => {
    stateless.resourceCountIs('AWS::Lambda::Function', functionNames.length);
    stateless.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      TracingConfig: Match.absent(),
    });
  });

  it('have a role and a log of their own each', () => {
    const functions = resourcesOfType(stateless, 'AWS::Lambda::Function');
    const distinct = (property: string) =>
      new Set(functions.map(([, { Properties }]) => JSON.stringify(Properties[property]))).size;
    expect(distinct('Role')).toBe(functionNames.length);
    expect(distinct('LoggingConfig')).toBe(functionNames.length);
  });

  it('write logs that are kept as long as the deployment says, and no longer', () => {
    const retentions = resourcesOfType(stateless, 'AWS::Logs::LogGroup').map(
      ([, { Properties }]) => Properties['RetentionInDays'],
    );
    expect(retentions).not.toContain(undefined);
    expect(new Set(retentions)).toEqual(
      new Set([infrastructure.logRetentionDays, infrastructure.accessLogRetentionDays]),
    );
  });

  it('are told the topic of every station where they publish', () => {
    const [publisher, ...others] = resourcesOfType(stateless, 'AWS::Lambda::Function').filter(
      ([, { Properties }]) => JSON.stringify(Properties['Environment'] ?? {}).includes('TOPIC_ARNS'),
    );
    expect(others).toEqual([]);
    for (const { id } of deployment.stations) expect(JSON.stringify(publisher)).toContain(`\\"${id}\\"`);
  });
});

describe("the outbox's way from commit to effect", () => {
  it('leads new outbox rows, and only those, to the relay with bounded retries and an on-failure queue', () => {
    const [queueId] = resourcesOfType(stateless, 'AWS::SQS::Queue')
      .map(([id]) => id)
      .filter((id) => id.includes('StreamFailures'));
    stateless.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FilterCriteria: {
        Filters: [
          {
            Pattern: JSON.stringify({
              eventName: ['INSERT'],
              dynamodb: { NewImage: { entity: { S: ['outbox'] } } },
            }),
          },
        ],
      },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 5,
      MaximumRecordAgeInSeconds: 900,
      StartingPosition: 'TRIM_HORIZON',
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [queueId, 'Arn'] } } },
    });
  });

  it('is swept each minute, and a round that failed is not repeated', () => {
    stateless.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(1 minute)',
      State: 'ENABLED',
      Targets: [Match.objectLike({ RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 } })],
    });
    stateless.hasResourceProperties('AWS::Lambda::EventInvokeConfig', { MaximumRetryAttempts: 0 });
  });

  it('keeps dead letters for two weeks, encrypted', () => {
    stateless.resourceCountIs('AWS::SQS::Queue', 2);
    stateless.allResourcesProperties('AWS::SQS::Queue', {
      MessageRetentionPeriod: 14 * 86_400,
      SqsManagedSseEnabled: true,
    });
  });
});

describe('the state machines', () => {
  it('are Standard, and log failures without the content of executions', () => {
    stateless.resourceCountIs('AWS::StepFunctions::StateMachine', 2);
    stateless.allResourcesProperties('AWS::StepFunctions::StateMachine', {
      StateMachineType: 'STANDARD',
      LoggingConfiguration: Match.objectLike({ Level: 'ERROR', IncludeExecutionData: false }),
    });
  });
});

describe('the stacks', () => {
  it('tell an operator what they need to know', () => {
    const names = (outputs: Record<string, unknown>) =>
      Object.keys(outputs).filter((name) => !name.startsWith('ExportsOutput'));
    expect(names(stateful.findOutputs('*')).toSorted()).toEqual([
      'TableName',
      'UserPoolClientId',
      'UserPoolId',
    ]);
    expect(names(stateless.findOutputs('*')).toSorted()).toEqual([
      'AlarmTopicArn',
      'ApiUrl',
      'DeadLetterQueueUrl',
      'StreamFailureQueueUrl',
    ]);
  });
});
