import type { Finding, Patient } from '../finding.ts';

/** Whether the partition has what the deployment relies on, and tokens come from where they can be trusted. */
export function checkPartition({ file, partition }: Patient): Finding[] {
  const { identity, sms } = file.deployment;
  const china = partition === 'aws-cn';
  return [
    ...(china && identity.type === 'cognito' ? [noUserPools] : []),
    ...(china && sms.type === 'sns' ? [noSms] : []),
    ...(identity.type === 'oidc' && new URL(identity.issuer).protocol !== 'https:'
      ? [unencryptedIssuer]
      : []),
    ...(identity.type === 'oidc' ? sameClaims(identity.claims) : []),
  ];
}

const noUserPools: Finding = {
  severity: 'error',
  check: 'identity-missing-in-partition',
  field: 'identity.type',
  what: 'aws-cn has no Cognito user pools.',
  meaning: 'No officer can sign in; the deployment fails.',
  remedy: 'Use "oidc" with the issuer of the public security network, or another OpenID Connect issuer.',
};

const noSms: Finding = {
  severity: 'error',
  check: 'sms-missing-in-partition',
  field: 'sms.type',
  what: 'SNS has no SMS in aws-cn.',
  meaning: 'No officer and no duty room gets an SMS.',
  remedy: 'Use "http" with a provider’s address.',
};

const unencryptedIssuer: Finding = {
  severity: 'error',
  check: 'issuer-unencrypted',
  field: 'identity.issuer',
  what: 'The issuer is no https address.',
  meaning: 'The gateway takes no issuer without https: nobody can sign in.',
  remedy: 'Use the issuer’s https address.',
};

function sameClaims(claims: Readonly<Record<string, string>>): Finding[] {
  if (new Set(Object.values(claims)).size === Object.keys(claims).length) return [];
  return [
    {
      severity: 'error',
      check: 'claims-the-same',
      field: 'identity.claims',
      what: 'Two of officer, station and roles are read from the same claim.',
      meaning: 'Officers are taken for others than they are, or have no role.',
      remedy: 'Name a claim of its own for each.',
    },
  ];
}
