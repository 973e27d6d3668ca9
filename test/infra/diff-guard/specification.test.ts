import { describe, expect, it } from 'vitest';

import { holdsSomething, replacementBy } from '#infra/diff-guard/specification.ts';

import { real } from './changed-template.ts';

describe('CloudFormation’s specification, as the CDK CLI carries it', () => {
  it.each([
    ['AWS::DynamoDB::GlobalTable', 'KeySchema', 'yes'],
    ['AWS::DynamoDB::GlobalTable', 'StreamSpecification', 'no'],
    ['AWS::S3::Bucket', 'BucketName', 'yes'],
    ['AWS::SNS::Subscription', 'Endpoint', 'yes'],
    ['AWS::EC2::Instance', 'InstanceType', 'maybe'],
    ['AWS::S3::Bucket', 'NoSuchProperty', 'unknown'],
    ['Custom::Anything', 'Size', 'unknown'],
  ] as const)('%s %s: replaced %s', (type, property, replacement) => {
    expect(replacementBy(type, property)).toBe(replacement);
  });

  it('knows every property of every resource that is deployed', () => {
    const unknown = Object.values(real).flatMap(({ Resources }) =>
      Object.values(Resources).flatMap(({ Type, Properties }) =>
        Object.keys(Properties)
          .filter((property) => replacementBy(Type, property) === 'unknown')
          .map((property) => `${Type}.${property}`),
      ),
    );
    expect([...new Set(unknown)]).toEqual([]);
  });

  it('tells what holds something', () => {
    expect(holdsSomething('AWS::DynamoDB::GlobalTable')).toBe(true);
    expect(holdsSomething('AWS::Lambda::Permission')).toBe(false);
    expect(holdsSomething('Custom::Anything')).toBe(false);
  });
});
