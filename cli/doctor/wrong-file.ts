import type { DeploymentFault } from '#infra/deployment-file.ts';

import type { Finding } from './finding.ts';

/** What the schema refuses, as a finding: nothing else can be looked at before it is corrected. */
export function wrongFile({ field, message }: DeploymentFault): Finding {
  return {
    severity: 'error',
    check: 'wrong-value',
    field,
    what: message,
    meaning: 'Nothing is deployed: the synthesis stops at this field.',
    remedy: 'Correct the field; an editor that knows config/deployment.schema.json shows what it takes.',
  };
}
