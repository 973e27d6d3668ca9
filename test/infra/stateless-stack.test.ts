import { describe, expect, it } from 'vitest';

import { loadDeploymentFile } from '#infra/deployment-file.ts';
import { functionNames } from '#infra/function-entries.ts';

import { exampleFile } from './example-file.ts';
import { onlyOne, propertiesOf, resourcesOf, resourcesOfType, synthesise } from './synthesised.ts';

const { deployment, infrastructure } = loadDeploymentFile(exampleFile);
const { stateless, stateful } = synthesise('prod');

describe('the functions', () => {
  it('are one for each entry, on arm64 and Node 24, without tracing', () => {
    const functions = propertiesOf(stateless, 'AWS::Lambda::Function');
    expect(functions).toHaveLength(functionNames.length);
    for (const properties of functions) {
      expect(properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
      });
      expect(properties).not.toHaveProperty('TracingConfig');
    }
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

  it('and everything else write logs that are encrypted with the stage’s own key', () => {
    const logs = propertiesOf(stateless, 'AWS::Logs::LogGroup');
    expect(logs.length).toBeGreaterThan(functionNames.length);
    for (const log of logs)
      expect(log['KmsKeyId']).toEqual({ 'Fn::ImportValue': expect.stringContaining('LogsKey') });
  });

  it('are told what the stations’ topics are called where they publish', () => {
    const publishers = resourcesOfType(stateless, 'AWS::Lambda::Function').filter(([, { Properties }]) =>
      JSON.stringify(Properties['Environment'] ?? {}).includes('TOPIC_ARN_PREFIX'),
    );
    expect(publishers.map(([id]) => id.replace(/[0-9A-F]{8}$/, '')).toSorted()).toEqual([
      'Processesnotificationsteps',
      'Registryregistryworker',
    ]);
    for (const publisher of publishers)
      expect(JSON.stringify(publisher)).toContain(':border815-qianqing-yaqian-prod-stateful-"');
    const topics = propertiesOf(stateful, 'AWS::SNS::Topic').map(({ TopicName }) => TopicName);
    expect(topics.toSorted()).toEqual(
      deployment.stations.map(({ id }) => `border815-qianqing-yaqian-prod-stateful-${id}`).toSorted(),
    );
  });

  it('have room for the variables and grants of sixty more stations', () => {
    const stations = Array.from({ length: 60 }, (_, index) => {
      const [example] = deployment.stations;
      if (example === undefined) throw new Error('There is no station.');
      return { ...example, id: `station-with-a-long-name-${String(index).padStart(4, '0')}` };
    });
    const many = synthesise('prod', {
      deployment: { ...deployment, stations: [...deployment.stations, ...stations] },
    });
    const lengths = (type: string, property: string) =>
      propertiesOf(many.stateless, type).map(
        (properties) => JSON.stringify(properties[property] ?? '').length,
      );
    expect(Math.max(...lengths('AWS::Lambda::Function', 'Environment'))).toBeLessThan(4_096);
    expect(Math.max(...lengths('AWS::IAM::Policy', 'PolicyDocument'))).toBeLessThan(10_240);
    expect(Object.keys(resourcesOf(many.stateful)).length).toBeLessThan(500);
  });
});

describe('the way from commit to effect', () => {
  it.each([
    ['outbox', 'ProcessesOutboxStream'],
    ['work', 'RegistryWorkStream'],
  ])(
    'leads new %s rows, and only those, on with bounded retries and an on-failure queue',
    (entity, beginning) => {
      const [queueId] =
        resourcesOfType(stateless, 'AWS::SQS::Queue').find(([id]) => id.includes('StreamFailures')) ?? [];
      expect(onlyOne(stateless, 'AWS::Lambda::EventSourceMapping', beginning)).toMatchObject({
        FilterCriteria: {
          Filters: [
            {
              Pattern: JSON.stringify({
                eventName: ['INSERT'],
                dynamodb: { NewImage: { entity: { S: [entity] } } },
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
    },
  );

  it('is swept each minute, and a round that failed is not repeated', () => {
    const rules = propertiesOf(stateless, 'AWS::Events::Rule');
    expect(rules).toHaveLength(2);
    for (const rule of rules)
      expect(rule).toMatchObject({
        ScheduleExpression: 'rate(1 minute)',
        State: 'ENABLED',
        Targets: [
          expect.objectContaining({ RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 } }),
        ],
      });
    const configs = propertiesOf(stateless, 'AWS::Lambda::EventInvokeConfig');
    expect(configs).toHaveLength(2);
    for (const config of configs) expect(config).toMatchObject({ MaximumRetryAttempts: 0 });
  });

  it('keeps dead letters for two weeks, encrypted', () => {
    const queues = propertiesOf(stateless, 'AWS::SQS::Queue');
    expect(queues).toHaveLength(2);
    for (const queue of queues)
      expect(queue).toMatchObject({ MessageRetentionPeriod: 14 * 86_400, SqsManagedSseEnabled: true });
  });
});

describe('logs that other services write', () => {
  it('lie where they need no line in the account’s policy, under a name that is free again after a deletion', () => {
    const names = propertiesOf(stateless, 'AWS::Logs::LogGroup').flatMap(({ LogGroupName }) =>
      LogGroupName === undefined ? [] : [JSON.stringify(LogGroupName)],
    );
    expect(names.toSorted()).toEqual(
      ['Investigation', 'MissingPerson', 'Notify', 'RegistryHit', 'SuspectTransfer', 'api-access'].map(
        (what): unknown =>
          expect.stringMatching(new RegExp(`"/aws/vendedlogs/border815-.+AWS::StackId.+/${what}"`)),
      ),
    );
  });
});

describe('the state machines', () => {
  it('are Standard, and log what happens without the content of executions', () => {
    const machines = propertiesOf(stateless, 'AWS::StepFunctions::StateMachine');
    expect(machines).toHaveLength(5);
    for (const machine of machines)
      expect(machine).toMatchObject({
        StateMachineType: 'STANDARD',
        LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
      });
  });
});

describe('the stacks', () => {
  it('tell an operator what they need to know', () => {
    const names = (outputs: Record<string, unknown>) =>
      Object.keys(outputs).filter((name) => !name.startsWith('ExportsOutput'));
    expect(names(stateful.findOutputs('*')).toSorted()).toEqual([
      'ExchangeBucketName',
      'PersonKeysTableName',
      'PhotoBucketName',
      'RegistryTableName',
      'TableName',
      'TopicLiaisonCentre',
      'TopicNorthBank',
      'TopicQianqing',
      'TopicRiverLiaison',
      'TopicSouthBank',
      'TopicYaqian',
      'UserPoolClientId',
      'UserPoolId',
    ]);
    const logs = names(stateless.findOutputs('*')).filter((name) => name.startsWith('Log'));
    expect(logs).toHaveLength(functionNames.length);
    expect(logs).toContain('LogMissingPersonApi');
    const others = names(stateless.findOutputs('*')).filter((name) => !logs.includes(name));
    expect(others.toSorted()).toEqual([
      'AccessLogGroupName',
      'AlarmTopicArn',
      'ApiUrl',
      'DashboardUrl',
      'DeadLetterQueueUrl',
      'InvestigationMachineArn',
      'MissingPersonMachineArn',
      'NotifyMachineArn',
      'RegistryHitMachineArn',
      'StreamFailureQueueUrl',
      'SuspectTransferMachineArn',
    ]);
  });
});
