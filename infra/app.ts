import * as z from 'zod';

import { addDeployment, defaultDeploymentFile } from './add-deployment.ts';
import { emptyApp } from './build-app.ts';
import { partitionOf, partitionSchema } from './partition.ts';
import { stageSchema } from './stage.ts';

/**
 * Run by the CDK CLI: `cdk deploy --all -c stage=prod -c deployment=config/our.deployment.json`. The partition is that of
 * the CLI's region, unless `-c partition=aws-cn` says otherwise.
 */
const contextSchema = z.object({
  deployment: z.string().optional(),
  stage: stageSchema.default('dev'),
  partition: partitionSchema.default(partitionOf(process.env['CDK_DEFAULT_REGION'] ?? '')),
});

try {
  const app = emptyApp({ checkTemplates: true });
  const read = (name: string): unknown => app.node.tryGetContext(name);
  const { deployment, stage, partition } = contextSchema.parse({
    deployment: read('deployment'),
    stage: read('stage'),
    partition: read('partition'),
  });
  await addDeployment(app, deployment ?? defaultDeploymentFile[partition], { stage, partition });
  app.synth();
} catch (error) {
  process.stderr.write(`${describe(error)}\n`);
  process.exitCode = 1;
}

/** What is wrong without a stack, unless somebody looks for a fault in the app itself. */
function describe(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  if (!(error instanceof Error)) return String(error);
  return process.env['DEBUG'] === undefined
    ? `${error.name}: ${error.message}`
    : (error.stack ?? error.message);
}
