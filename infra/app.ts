import * as z from 'zod';

import { addStacks, emptyApp } from './build-app.ts';
import { bundleFunctions } from './bundle-functions.ts';
import { loadDeploymentFile } from './deployment-file.ts';
import { stageSchema } from './stage.ts';

/** Run by the CDK CLI: `cdk deploy --all -c stage=prod -c deployment=config/our.deployment.json`. */
const contextSchema = z.object({
  deployment: z.string().default('config/example.deployment.json'),
  stage: stageSchema.default('dev'),
});

const app = emptyApp({ checkTemplates: true });
const context = contextSchema.parse({
  deployment: app.node.tryGetContext('deployment'),
  stage: app.node.tryGetContext('stage'),
});
const { deployment, infrastructure, geography } = loadDeploymentFile(context.deployment);
const bundles = await bundleFunctions({ configuration: { deployment, geography } });
addStacks(app, { deployment, infrastructure, stage: context.stage, bundles });
app.synth();
