import { describe, expect, it } from 'vitest';

import { findDestructiveChanges } from '#infra/diff-guard/find-destructive-changes.ts';
import { templateSchema } from '#infra/diff-guard/template.ts';
import { loadDeploymentFile } from '#infra/deployment-file.ts';
import { exampleFile } from '#test/infra/example-file.ts';
import { synthesise } from '#test/infra/synthesised.ts';

import {
  append,
  copied,
  drop,
  dropLast,
  findAfter,
  findIn,
  put,
  real,
  type Edit,
} from './changed-template.ts';
import { inTheStatefulStack, inTheStatelessStack } from './destructive-cases.ts';
import {
  accessLog,
  bucket,
  bucketPolicy,
  deadLetters,
  key,
  machine,
  pool,
  table,
  topic,
} from './real-ids.ts';

describe('a change that destroys something', () => {
  it.each([
    ...inTheStatefulStack.map((each) => ['stateful', ...each] as const),
    ...inTheStatelessStack.map((each) => ['stateless', ...each] as const),
  ])('in the %s stack is found when %s', (stack, _, resource, change, property, edit) => {
    const found = findAfter(stack, edit);
    const named = found.map((one) => [one.resource, one.change, one.property]);
    expect(named).toContainEqual([resource, change, property]);
    for (const { loses } of found) expect(loses).not.toContain('does not know');
  });

  it('is found in what refers to a thing that is replaced, and only there', () => {
    const found = findAfter('stateful', put(topic, 'Properties.TopicName', 'yaqian'));
    const hit = found.filter(({ change }) => change === 'replaced').map(({ resource }) => resource);
    const subscriptions = Object.keys(real.stateful.Resources).filter((id) =>
      /^StationTopicsyaqian(email|sms)/.test(id),
    );
    expect(hit.toSorted()).toEqual([topic, ...subscriptions].toSorted());
  });

  it('is found when a station leaves the configuration, for each of its channels', () => {
    const file = loadDeploymentFile(exampleFile);
    const without = {
      ...file.deployment,
      stations: file.deployment.stations.filter(({ id }) => id !== 'yaqian'),
    };
    const after = templateSchema.parse(synthesise('prod', { deployment: without }).stateful.toJSON());
    const found = findIn('stateful', real.stateful, after);
    expect(found.map(({ type, change }) => `${type} ${change}`).toSorted()).toEqual([
      'AWS::KMS::Alias removed',
      'AWS::KMS::Key removed',
      'AWS::SNS::Subscription removed',
      'AWS::SNS::Subscription removed',
      'AWS::SNS::Topic removed',
      'AWS::SNS::TopicPolicy removed',
    ]);
  });

  it('is found when production would be deployed with the settings of development', () => {
    const dev = templateSchema.parse(synthesise('dev').stateful.toJSON());
    const found = findIn('stateful', real.stateful, dev).map(({ resource, change }) => [resource, change]);
    for (const kept of [table, bucket, key, pool]) expect(found).toContainEqual([kept, 'keepingWeakened']);
    expect(found).toContainEqual([table, 'protectionWeakened']);
  });

  it('is found when a stack is no longer part of the app', () => {
    const found = findDestructiveChanges(
      new Map([
        ['here', real.stateless],
        ['elsewhere-stateful', real.stateful],
      ]),
      new Map([['here', real.stateless]]),
    );
    expect(found).toMatchObject([{ stack: 'elsewhere-stateful', resource: '*', change: 'stackMissing' }]);
  });
});

describe('a thing that nobody has described', () => {
  const unknown = { Resources: { Thing: { Type: 'Custom::Vault', Properties: { Size: 1 } } } };
  const before = templateSchema.parse(unknown);
  const none = templateSchema.parse({ Resources: {} });
  const grown = templateSchema.parse({
    Resources: { Thing: { Type: 'Custom::Vault', Properties: { Size: 2 } } },
  });

  it('counts in a stack that keeps things, and whatever is changed on it may replace it', () => {
    expect(findIn('stateful', before, none)).toMatchObject([{ resource: 'Thing', change: 'removed' }]);
    expect(findIn('stateful', before, grown)).toMatchObject([{ change: 'mayBeReplaced', property: 'Size' }]);
  });

  it('does not count in a stack that can be replaced at any time', () => {
    expect(findIn('stateless', before, none)).toEqual([]);
  });

  it('counts in a stack whose name says nothing', () => {
    expect(findDestructiveChanges(new Map([['other', before]]), new Map([['other', none]]))).toHaveLength(1);
  });

  it('counts everywhere when CloudFormation says that its type holds something', () => {
    const file = { Resources: { Files: { Type: 'AWS::EFS::FileSystem', Properties: {} } } };
    expect(findIn('stateless', templateSchema.parse(file), none)).toMatchObject([{ change: 'removed' }]);
  });
});

describe('a change that destroys nothing', () => {
  it.each<[string, keyof typeof real, Edit]>([
    ['a table is added', 'stateful', copied('Other', table)],
    [
      'an index is added',
      'stateful',
      append(table, 'Properties.GlobalSecondaryIndexes', {
        IndexName: 'gsi3',
        KeySchema: [{ AttributeName: 'gsi1pk', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      }),
    ],
    ['an attribute of accounts is added', 'stateful', append(pool, 'Properties.Schema', { Name: 'rank' })],
    [
      'photos are kept longer',
      'stateful',
      put(bucket, 'Properties.LifecycleConfiguration.Rules.0.ExpirationInDays', 730),
    ],
    ['photos are kept for ever', 'stateful', drop(bucket, 'Properties.LifecycleConfiguration')],
    [
      'a queue is encrypted with a key',
      'stateless',
      put(deadLetters, 'Properties.KmsMasterKeyId', 'alias/ours'),
    ],
    ['a key waits longer', 'stateful', put(key, 'Properties.PendingWindowInDays', 30)],
    [
      'a policy forbids more',
      'stateful',
      append(bucketPolicy, 'Properties.PolicyDocument.Statement', {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
      }),
    ],
    ['a policy allows less', 'stateful', dropLast(key, 'Properties.KeyPolicy.Statement')],
    ['logs are kept for ever', 'stateless', drop(accessLog, 'Properties.RetentionInDays')],
    [
      'a process is defined otherwise: open executions go on as they were started',
      'stateless',
      put(machine, 'Properties.DefinitionString', '{}'),
    ],
    [
      'every function has new code',
      'stateless',
      (t) => {
        for (const { Type, Properties } of Object.values(t.Resources))
          if (Type === 'AWS::Lambda::Function') Properties['Code'] = { S3Bucket: 'b', S3Key: 'k' };
      },
    ],
    [
      'all functions, routes and alarms go',
      'stateless',
      (t) => {
        for (const [id, { Type }] of Object.entries(t.Resources))
          if (/Lambda|Route|Alarm|IAM|Integration/.test(Type)) delete t.Resources[id];
      },
    ],
  ])('is not found when %s', (_, stack, edit) => {
    expect(findAfter(stack, edit)).toEqual([]);
  });
});
