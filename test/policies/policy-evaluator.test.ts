import { describe, expect, it } from 'vitest';

import { isAllowed, type Access } from './policy-evaluator.ts';
import { policyStatementSchema } from './policy-statement.ts';

const table = 'arn:aws:dynamodb:eu-central-1:123456789012:table/records';

function allows(access: Access, ...statements: object[]): boolean {
  return isAllowed(
    statements.map((statement) => policyStatementSchema.parse(statement)),
    access,
  );
}

describe('an access', () => {
  const put: Access = { action: 'dynamodb:PutItem', resource: table };
  const allow = { Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: table };

  it('is allowed by a statement on its action and resource, and by no other', () => {
    expect(allows(put, allow)).toBe(true);
    expect(allows(put)).toBe(false);
    expect(allows(put, { ...allow, Action: ['dynamodb:GetItem', 'dynamodb:Query'] })).toBe(false);
    expect(allows(put, { ...allow, Resource: `${table}s` })).toBe(false);
    expect(allows({ ...put, resource: `${table}/index/gsi1` }, allow)).toBe(false);
  });

  it('is refused when any statement denies it', () => {
    expect(allows(put, allow, { ...allow, Effect: 'Deny', Resource: '*' })).toBe(false);
    expect(allows(put, allow, { ...allow, Effect: 'Deny', Action: 'dynamodb:Get*', Resource: '*' })).toBe(
      true,
    );
  });

  it('is matched with asterisks and question marks, actions in either case', () => {
    expect(
      allows(put, { ...allow, Action: 'DynamoDB:put*', Resource: 'arn:aws:dynamodb:*:table/record?' }),
    ).toBe(true);
    expect(allows(put, { ...allow, Resource: 'arn:aws:dynamodb:*:table/recor?' })).toBe(false);
    expect(allows({ ...put, resource: table.replaceAll(':', 'x') }, { ...allow, Resource: table })).toBe(
      false,
    );
  });

  it('is what NotResource does not name', () => {
    const sms = { Effect: 'Allow', Action: 'sns:Publish', NotResource: 'arn:aws:sns:*:*:*' };
    expect(allows({ action: 'sns:Publish', resource: '+8613900000001' }, sms)).toBe(true);
    expect(allows({ action: 'sns:Publish', resource: 'arn:aws:sns:eu-central-1:1:topic' }, sms)).toBe(false);
  });

  it('meets every condition, by any of its values, or is not meant', () => {
    const service = 'dynamodb.eu-central-1.amazonaws.com';
    const decrypt: Access = {
      action: 'kms:Decrypt',
      resource: 'key',
      context: { 'kms:ViaService': service },
    };
    const through = (...values: string[]) => ({
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: 'key',
      Condition: { StringEquals: { 'kms:ViaService': values } },
    });
    expect(allows(decrypt, through('s3.eu-central-1.amazonaws.com', service))).toBe(true);
    expect(allows(decrypt, through('s3.eu-central-1.amazonaws.com'))).toBe(false);
    expect(allows({ ...decrypt, context: {} }, through(service))).toBe(false);
    const insecure = {
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    };
    expect(
      allows(
        { ...decrypt, context: { ...decrypt.context, 'aws:SecureTransport': 'true' } },
        through(service),
        insecure,
      ),
    ).toBe(true);
    expect(
      allows(
        { ...decrypt, context: { ...decrypt.context, 'aws:SecureTransport': 'false' } },
        through(service),
        insecure,
      ),
    ).toBe(false);
  });

  it('meets a condition on the aliases of a key by the beginning of one', () => {
    const sign = (alias: string): Access => ({
      action: 'kms:Sign',
      resource: 'key',
      context: { 'kms:ResourceAliases': alias },
    });
    const stations = {
      Effect: 'Allow',
      Action: 'kms:Sign',
      Resource: 'key',
      Condition: { 'ForAnyValue:StringLike': { 'kms:ResourceAliases': 'alias/ours-station-*' } },
    };
    expect(allows(sign('alias/ours-station-yaqian'), stations)).toBe(true);
    expect(allows(sign('alias/theirs-station-yaqian'), stations)).toBe(false);
    expect(allows({ ...sign(''), context: {} }, stations)).toBe(false);
  });

  it('is not judged by a condition that is not known', () => {
    const odd = { ...allow, Condition: { DateGreaterThan: { 'aws:CurrentTime': '2026-01-01' } } };
    expect(() => allows(put, odd)).toThrow('DateGreaterThan');
  });
});
