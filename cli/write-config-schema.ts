import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { format, resolveConfig } from 'prettier';

import { deploymentJsonSchema } from '#infra/deployment-json-schema.ts';

import { runCommandLine } from './run-command-line.ts';

const path = fileURLToPath(new URL('../config/deployment.schema.json', import.meta.url));

await runCommandLine(async () => {
  const options = { ...(await resolveConfig(path)), parser: 'json' };
  writeFileSync(path, await format(JSON.stringify(deploymentJsonSchema()), options));
});
