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

/** What neither schema nor doctor knew and the synthesis stopped at. */
export function notSynthesised(error: unknown): Finding {
  return {
    severity: 'error',
    check: 'not-synthesised',
    field: 'file',
    what: error instanceof Error ? error.message : String(error),
    meaning: 'Nothing is deployed.',
    remedy: 'Correct what the message names; if it names nothing of the file, it is a fault of the release.',
  };
}
