import { fileURLToPath } from 'node:url';

import { loadDeploymentFile, type DeploymentFile } from '#infra/deployment-file.ts';

const path = fileURLToPath(new URL('../config/example.deployment.json', import.meta.url));
let loaded: DeploymentFile | undefined;

/** The example deployment file, read once. */
export function exampleDeploymentFile(): DeploymentFile {
  loaded ??= loadDeploymentFile(path);
  return loaded;
}
