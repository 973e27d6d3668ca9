import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import type { FunctionName } from '#infra/function-entries.ts';

import { resourcesOfType, synthesise } from './synthesised.ts';

const { stateless, stateful } = synthesise('prod');

const oneOrMore = z.union([z.unknown().array(), z.unknown().transform((value) => [value])]);
const actions = z.union([z.string().array(), z.string().transform((action) => [action])]);
const statementSchema = z.object({
  Effect: z.string(),
  Action: actions,
  Resource: oneOrMore.optional(),
  NotResource: oneOrMore.optional(),
  Condition: z.unknown().optional(),
});
type Statement = z.infer<typeof statementSchema>;

const policySchema = z.object({
  PolicyDocument: z.object({ Statement: statementSchema.array() }),
  Roles: z.object({ Ref: z.string() }).array(),
});

/** Every statement of every policy, with the role it is for. */
const granted = resourcesOfType(stateless, 'AWS::IAM::Policy').flatMap(([, { Properties }]) => {
  const { PolicyDocument, Roles } = policySchema.parse(Properties);
  return PolicyDocument.Statement.flatMap((statement) => Roles.map(({ Ref: role }) => ({ role, statement })));
});

function statementsOf(name: FunctionName): Statement[] {
  const prefix = new RegExp(`^(Apis|Processes|Registry)${name.replaceAll('-', '')}role`);
  return granted.filter(({ role }) => prefix.test(role)).map(({ statement }) => statement);
}

function actionsOf(name: FunctionName): string[] {
  return [...new Set(statementsOf(name).flatMap(({ Action }) => Action))].toSorted();
}

const log = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const checks = 'dynamodb:ConditionCheckItem';
const deletes = 'dynamodb:DeleteItem';
const lists = 'dynamodb:Query';
const store = [
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];
const files = ['s3:GetObject', 's3:ListBucket', 's3:PutObject'];
const signs = ['kms:GetPublicKey', 'kms:Sign'];
const stream = [
  'dynamodb:DescribeStream',
  'dynamodb:GetRecords',
  'dynamodb:GetShardIterator',
  'dynamodb:ListStreams',
];

/** What each function may do, in full. */
const allowed: Readonly<Record<FunctionName, readonly string[]>> = {
  'casework-api': [...log, ...store, lists],
  'duty-api': [...log, ...store, lists],
  'investigation-api': [...log, ...store, ...signs, checks, lists],
  'investigation-steps': [...log, ...store, deletes],
  'missing-person-api': [...log, ...store, ...files, lists],
  'missing-person-steps': [...log, ...store, deletes],
  'notification-steps': [...log, ...store, checks, deletes, 'sns:Publish'],
  'outbox-relay': [
    ...log,
    ...store,
    deletes,
    lists,
    ...stream,
    'sqs:SendMessage',
    'states:SendTaskSuccess',
    'states:StartExecution',
  ],
  'public-appeal': [...log, ...store, 's3:GetObject'],
  'public-link': [...log, ...store, lists],
  'register-wait': [...log, ...store, 'states:SendTaskSuccess'],
  'registry-api': [...log, ...store, ...files, checks, deletes, lists],
  'registry-hit-api': [...log, ...store, ...signs, lists],
  'registry-hit-steps': [...log, ...store, deletes],
  'registry-worker': [
    ...log,
    ...store,
    ...stream,
    ...files,
    checks,
    deletes,
    lists,
    'sns:Publish',
    'sqs:SendMessage',
  ],
  'service-description': log,
  sweeper: [
    ...log,
    ...store,
    deletes,
    lists,
    'sqs:SendMessage',
    'states:DescribeExecution',
    'states:SendTaskSuccess',
    'states:StartExecution',
  ],
  'transfer-api': [...log, ...store, ...signs, lists],
  'transfer-steps': [...log, ...store, ...signs, deletes],
};

/** Actions for which IAM knows no resource, each with its reason in the code that grants it. */
const withoutResource = [
  'dynamodb:ListStreams',
  // Delivery of the state machines' logs; the whole set is what AWS documents.
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
];

describe('what the functions may do', () => {
  it.each(Object.entries(allowed) as [FunctionName, string[]][])('%s: exactly its list', (name, list) => {
    expect(actionsOf(name)).toEqual([...list].toSorted());
  });

  it('lists by an index only where it lists: open cases for officers, what is due for the sweeper', () => {
    const listing = (Object.keys(allowed) as FunctionName[]).filter((name) =>
      JSON.stringify(statementsOf(name)).includes('/index/'),
    );
    expect(listing.toSorted()).toEqual([
      'casework-api',
      'duty-api',
      'missing-person-api',
      'registry-api',
      'registry-worker',
      'sweeper',
    ]);
  });

  it('is granted by inline policies only, and only allowed', () => {
    for (const [, { Properties }] of resourcesOfType(stateless, 'AWS::IAM::Role'))
      expect(Properties).not.toHaveProperty('ManagedPolicyArns');
    expect(granted.map(({ statement }) => statement.Effect)).not.toContain('Deny');
  });

  it('names every action in full', () => {
    const all = granted.flatMap(({ statement }) => statement.Action);
    expect(all.filter((action) => action.includes('*'))).toEqual([]);
  });

  it('names every resource, but where IAM knows none', () => {
    const everywhere = granted.filter(({ statement }) => statement.Resource?.includes('*') === true);
    const actionsEverywhere = new Set(everywhere.flatMap(({ statement }) => statement.Action));
    expect([...actionsEverywhere].toSorted()).toEqual(withoutResource);
  });

  it('ends a resource in an asterisk only for photos, files, executions, stations’ topics and keys', () => {
    const open = granted.filter(({ statement }) =>
      (statement.Resource ?? []).some(
        (resource) => typeof resource !== 'string' && JSON.stringify(resource).includes('*'),
      ),
    );
    const openActions = new Set(open.flatMap(({ statement }) => statement.Action));
    expect([...openActions].toSorted()).toEqual([
      ...signs,
      's3:GetObject',
      's3:PutObject',
      'sns:Publish',
      'states:DescribeExecution',
    ]);
  });

  it('lets only the notification steps send an SMS, and nobody publish to a topic that is not a station’s', () => {
    const publishing = granted.filter(({ statement }) => statement.Action.includes('sns:Publish'));
    const publishers = new Set(publishing.map(({ role }) => role.replace(/role.*/, '')));
    expect(publishers).toEqual(new Set(['Processesnotificationsteps', 'Registryregistryworker']));
    const sms = publishing.filter(({ statement }) => statement.NotResource !== undefined);
    expect(sms.map(({ statement }) => statement.NotResource)).toEqual([
      [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':sns:*:*:*']] }],
    ]);
    const topics = publishing.flatMap(({ statement }) => statement.Resource ?? []);
    const prefix = 'border815-qianqing-yaqian-prod-stateful-';
    for (const topic of topics)
      expect(JSON.stringify(topic)).toMatch(new RegExp(`^\\{"Fn::Join":.*:${prefix}\\*"\\]\\]\\}$`));
    for (const [, { Properties }] of resourcesOfType(stateful, 'AWS::SNS::Topic'))
      expect(Properties['TopicName']).toMatch(new RegExp(`^${prefix}`));
    const [[, alarms] = []] = resourcesOfType(stateless, 'AWS::SNS::Topic');
    expect(alarms?.Properties).not.toHaveProperty('TopicName'); // CloudFormation begins it with the other stack's name.
    expect(granted.filter(({ statement }) => statement.NotResource !== undefined)).toHaveLength(1);
  });

  it('lets keys be used only through the service whose things they encrypt', () => {
    const keyUses = granted.filter(({ statement }) =>
      statement.Action.some((action) => action.startsWith('kms:') && !signs.includes(action)),
    );
    expect(keyUses.length).toBeGreaterThan(0);
    const [direct, viaService] = [true, false].map((own) =>
      keyUses.filter(
        ({ statement }) => JSON.stringify(statement.Condition).includes('EncryptionContext') === own,
      ),
    );
    for (const { statement } of viaService ?? [])
      expect(statement.Condition).toMatchObject({ StringEquals: { 'kms:ViaService': expect.anything() } });
    // What wraps the data keys of persons is asked for by the functions themselves, and for nothing else.
    expect(direct?.length).toBeGreaterThan(0);
    for (const { statement } of direct ?? []) {
      expect(['kms:Decrypt', 'kms:GenerateDataKey']).toEqual(expect.arrayContaining(statement.Action));
      expect(statement.Condition).toEqual({
        StringEquals: { 'kms:EncryptionContext:use': 'resident-registry' },
      });
    }
  });
});

describe('who signs for a station', () => {
  const signing = granted.filter(({ statement }) => statement.Action.includes('kms:Sign'));

  it('is whoever writes custody down', () => {
    expect(signing.map(({ role }) => role.replace(/role.*/, '')).toSorted()).toEqual([
      'Apisinvestigationapi',
      'Apisregistryhitapi',
      'Apistransferapi',
      'Processestransfersteps',
    ]);
  });

  it('uses the keys of this deployment’s stations and no other, which none but stations have', () => {
    const prefix = 'alias/border815-qianqing-yaqian-prod-stateful-station-';
    for (const { statement } of signing) {
      expect(statement.Action).toEqual(signs);
      expect(statement.Condition).toEqual({
        'ForAnyValue:StringLike': { 'kms:ResourceAliases': `${prefix}*` },
      });
    }
    const aliases = resourcesOfType(stateful, 'AWS::KMS::Alias').map(
      ([, { Properties }]) => Properties['AliasName'],
    );
    expect(aliases.toSorted()).toEqual(
      ['north-bank', 'qianqing', 'south-bank', 'yaqian'].map((station) => prefix + station),
    );
  });
});

describe('what the state machines may do', () => {
  it.each([
    ['Investigation', 'InvestigationStepsFunctionArn'],
    ['MissingPerson', 'MissingPersonStepsFunctionArn'],
    ['SuspectTransfer', 'TransferStepsFunctionArn'],
    ['Notify', 'NotificationStepsFunctionArn'],
  ])('%s: invoke its own steps and register waits', (machine, steps) => {
    const [, resource] =
      resourcesOfType(stateless, 'AWS::StepFunctions::StateMachine').find(([id]) => id.includes(machine)) ??
      [];
    const substitutions = resource?.Properties['DefinitionSubstitutions'] as Record<string, unknown>;
    const invoked = granted
      .filter(({ role }) => role.startsWith(`Processes${machine}MachineRole`))
      .filter(({ statement }) => statement.Action.includes('lambda:InvokeFunction'))
      .flatMap(({ statement }) => statement.Resource);
    expect(invoked).toHaveLength(2);
    expect(invoked).toEqual(
      expect.arrayContaining([substitutions[steps], substitutions['RegisterWaitFunctionArn']]),
    );
  });

  it('start executions of their own machine only, and only if their definition does', () => {
    const machines = resourcesOfType(stateless, 'AWS::StepFunctions::StateMachine');
    const starting = granted.filter(
      ({ role, statement }) =>
        role.includes('MachineRole') && statement.Action.includes('states:StartExecution'),
    );
    const continuing = machines.filter(([, { Properties }]) =>
      String(Properties['DefinitionString']).includes(':states:startExecution"'),
    );
    expect(starting.map(({ statement }) => statement.Resource)).toEqual(
      continuing.map(([id]) => [{ Ref: id }]),
    );
  });
});
