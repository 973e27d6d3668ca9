import type { LocalEnvironment } from '#local/template/environment.ts';

import type { Access } from './policy-evaluator.ts';

/** What AWS names as the least that the users of a table need on the customer-managed key that encrypts it. */
const tableKeyActions = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

/**
 * What a service checks on the key of the thing that is called upon, in the caller's name. Nothing of it can be recorded
 * on one machine: it follows from each service's documentation of encryption with customer-managed keys.
 */
export function keyAccesses(
  { action, resource }: Access,
  keys: ReadonlyMap<string, string>,
  { region, urlSuffix }: LocalEnvironment,
): Access[] {
  const [service = ''] = action.split(':');
  const used = (service === 's3' ? objectKeyActions[action] : keyActions[service]) ?? [];
  const key =
    keys.get(resource) ?? keys.get(resource.replace(service === 's3' ? /\/.*$/s : /\/index\/.*$/, ''));
  if (key === undefined || used.length === 0) return [];
  const context = { 'kms:ViaService': `${service}.${region}.${urlSuffix}` };
  return used.map((keyAction) => ({ action: keyAction, resource: key, context }));
}

const keyActions: Readonly<Record<string, readonly string[]>> = {
  dynamodb: tableKeyActions,
  sns: ['kms:Decrypt', 'kms:GenerateDataKey'],
  secretsmanager: ['kms:Decrypt'],
};

const objectKeyActions: Readonly<Record<string, readonly string[]>> = {
  's3:PutObject': ['kms:GenerateDataKey'],
  's3:GetObject': ['kms:Decrypt'],
};
