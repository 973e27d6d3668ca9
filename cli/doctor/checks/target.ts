import { targetFaults } from '#infra/deployment-target.ts';

import type { Finding, Patient } from '../finding.ts';

/** Whether the deployment can stand in its stage and partition, and takes tokens from where they can be trusted. */
export function checkTarget({ file, stage, partition }: Patient): Finding[] {
  const { identity } = file.deployment;
  return [
    ...targetFaults(file, { stage, partition }).map(({ field, message }): Finding => ({
      severity: 'error',
      check: 'unfit-for-target',
      field,
      what: `In ${partition}, stage ${stage}: ${message}.`,
      meaning: 'The deployment is refused, for officers could not sign in or would get no messages.',
      remedy: 'Choose what is allowed there, or name another stage or partition.',
    })),
    ...(identity.type === 'oidc' && new URL(identity.issuer).protocol !== 'https:'
      ? [unencryptedIssuer]
      : []),
    ...(identity.type === 'oidc' ? sameClaims(identity.claims) : []),
  ];
}

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
