import type { App } from 'aws-cdk-lib/core';

import { addStacks } from './build-app.ts';
import { bundleFunctions } from './bundle-functions.ts';
import { loadDeploymentFile } from './deployment-file.ts';
import { requireFit, type DeploymentTarget } from './deployment-target.ts';

/** The deployment file that is taken when none is named. */
export const defaultDeploymentFile = {
  aws: 'config/example.deployment.json',
  'aws-cn': 'config/example-cn.deployment.json',
} as const;

/**
 * Reads a deployment file, bundles the functions for it and adds its stacks to the app.
 * @param bundles where the bundles are written; the project's own folder unless said
 * @throws DeploymentFileError naming every wrong field
 * @throws DeploymentTargetError naming every field that does not fit the stage or the partition
 */
export async function addDeployment(
  app: App,
  file: string,
  target: DeploymentTarget,
  bundles?: string,
): Promise<void> {
  const { deployment, infrastructure, geography } = loadDeploymentFile(file);
  // Before seconds are spent on bundling.
  requireFit({ deployment, infrastructure }, target);
  const bundled = await bundleFunctions({
    configuration: { deployment, geography },
    ...(bundles === undefined ? {} : { directory: bundles }),
  });
  addStacks(app, { deployment, infrastructure, ...target, bundles: bundled });
}
