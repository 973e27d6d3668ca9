import { at, list, same, text, type Properties } from '../template.ts';

import { altered, changedAtAll, entryLost, lowered, noLonger, type Rule } from './comparisons.ts';
import { policyLoosened } from './policy-loosened.ts';
import { shortenedLifecycle } from './shortened-lifecycle.ts';

/** SQS keeps a message for four days unless it is told otherwise. */
const QUEUE_RETENTION_SECONDS = 4 * 86_400;
/** KMS waits for so long before a key is gone for ever. */
const KEY_WINDOW_DAYS = 30;
/** Point-in-time recovery reaches back so far. */
const RECOVERY_DAYS = 35;

/** What a table and a replica of a global table have alike. */
const recovery: readonly Rule[] = [
  noLonger('protectionWeakened', 'DeletionProtectionEnabled', true),
  noLonger('protectionWeakened', 'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled', true),
  lowered('retentionLowered', 'PointInTimeRecoverySpecification.RecoveryPeriodInDays', RECOVERY_DAYS),
  altered('encryptionChanged', 'SSESpecification'),
  policyLoosened('ResourcePolicy.PolicyDocument'),
];

const tableContents: readonly Rule[] = [
  altered('streamChanged', 'StreamSpecification'),
  changedAtAll('retentionLowered', 'TimeToLiveSpecification'),
  entryLost('indexChanged', 'GlobalSecondaryIndexes', 'IndexName'),
];

/** Applies rules to each replica, found by its region. */
const replicas: Rule = (before, after) =>
  list(at(before, 'Replicas')).flatMap((replica) => {
    const region = text(at(replica, 'Region'));
    const now = list(at(after, 'Replicas')).find((other) => same(at(other, 'Region'), at(replica, 'Region')));
    if (now === undefined)
      return [{ change: 'replicaRemoved', property: 'Replicas', before: region, after: 'none' }];
    return recovery
      .flatMap((rule) => rule(properties(replica), properties(now)))
      .map((found) => ({ ...found, property: `Replicas.${found.property ?? ''}` }));
  });

function properties(value: unknown): Properties {
  return { ...Object(value) };
}

const publicAccess = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];
const passwordClasses = ['RequireLowercase', 'RequireUppercase', 'RequireNumbers', 'RequireSymbols'];

/**
 * Changes that leave a resource where it is and still lose what it holds, or what protected it, by type. What replaces a
 * resource is CloudFormation's to say (specification.ts), except where its specification is silent.
 */
export const rulesByType: Readonly<Record<string, readonly Rule[]>> = {
  'AWS::DynamoDB::GlobalTable': [
    ...tableContents,
    altered('encryptionChanged', 'SSESpecification'),
    replicas,
  ],
  'AWS::DynamoDB::Table': [...tableContents, ...recovery],
  'AWS::S3::Bucket': [
    altered('encryptionChanged', 'BucketEncryption'),
    noLonger('protectionWeakened', 'VersioningConfiguration.Status', 'Enabled'),
    ...publicAccess.map((block) =>
      noLonger('protectionWeakened', `PublicAccessBlockConfiguration.${block}`, true),
    ),
    altered('protectionWeakened', 'OwnershipControls'),
    altered('protectionWeakened', 'ObjectLockConfiguration'),
    shortenedLifecycle,
  ],
  'AWS::KMS::Key': [
    policyLoosened('KeyPolicy'),
    lowered('protectionWeakened', 'PendingWindowInDays', KEY_WINDOW_DAYS),
    noLonger('protectionWeakened', 'EnableKeyRotation', true),
    (before, after) =>
      at(before, 'Enabled') !== false && at(after, 'Enabled') === false
        ? [{ change: 'protectionWeakened', property: 'Enabled', before: 'true', after: 'false' }]
        : [],
    // The specification is silent; CloudFormation's manual is not: these make another key.
    ...['KeySpec', 'KeyUsage', 'MultiRegion', 'Origin'].map((property) => changedAtAll('replaced', property)),
  ],
  'AWS::SNS::Topic': [altered('encryptionChanged', 'KmsMasterKeyId')],
  'AWS::SNS::TopicPolicy': [policyLoosened('PolicyDocument')],
  'AWS::S3::BucketPolicy': [policyLoosened('PolicyDocument')],
  'AWS::SQS::QueuePolicy': [policyLoosened('PolicyDocument')],
  'AWS::SQS::Queue': [
    lowered('retentionLowered', 'MessageRetentionPeriod', QUEUE_RETENTION_SECONDS),
    altered('encryptionChanged', 'KmsMasterKeyId'),
    noLonger('encryptionChanged', 'SqsManagedSseEnabled', true),
  ],
  'AWS::Cognito::UserPool': [
    noLonger('protectionWeakened', 'DeletionProtection', 'ACTIVE'),
    noLonger('protectionWeakened', 'MfaConfiguration', 'ON'),
    noLonger('protectionWeakened', 'AdminCreateUserConfig.AllowAdminCreateUserOnly', true),
    lowered('protectionWeakened', 'Policies.PasswordPolicy.MinimumLength', 8),
    ...passwordClasses.map((one) => noLonger('protectionWeakened', `Policies.PasswordPolicy.${one}`, true)),
    entryLost('attributeLost', 'Schema', 'Name'),
    // A pool is called by these for life: CloudFormation refuses, or makes another.
    ...['UsernameConfiguration', 'UsernameAttributes', 'AliasAttributes'].map((one) =>
      changedAtAll('replaced', one),
    ),
  ],
  'AWS::Logs::LogGroup': [
    lowered('retentionLowered', 'RetentionInDays', Number.POSITIVE_INFINITY),
    altered('encryptionChanged', 'KmsKeyId'),
    altered('protectionWeakened', 'DataProtectionPolicy'),
  ],
  'AWS::SecretsManager::Secret': [
    altered('encryptionChanged', 'KmsKeyId'),
    // Another instruction for generating it generates it anew.
    altered('replaced', 'GenerateSecretString'),
    altered('replaced', 'SecretString'),
  ],
};
