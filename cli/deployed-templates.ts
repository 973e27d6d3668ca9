import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { CloudFormationClient, GetTemplateCommand } from '@aws-sdk/client-cloudformation';

import { loadDeploymentFile } from '#infra/deployment-file.ts';
import { stackNames } from '#infra/stack-names.ts';

import { deploymentOptions, deploymentUsage, readOptions, readStage, required } from './command-options.ts';
import { deployedStack } from './deployed-stack.ts';
import { runCommandLine, UsageError } from './run-command-line.ts';

const usage = `
npm run templates:deployed -- --deployment FILE --stage STAGE --output DIR

Writes the templates of a deployment as they are deployed now, for "npm run diff:guard".

${deploymentUsage}
  --output DIR          where they are written, by the names of their stacks
  --only WHICH          stateful or stateless, when the other one is not there
`;

await runCommandLine(async () => {
  const values = readOptions(
    { ...deploymentOptions, output: { type: 'string' }, only: { type: 'string' } },
    usage,
  );
  if (values === undefined) return;
  const output = required(values.output, 'output');
  const { deployment } = loadDeploymentFile(required(values.deployment, 'deployment'));
  const where = {
    deployment: deployment.name,
    stage: readStage(values.stage),
    endpoint: values['endpoint-url'],
  };
  const client = new CloudFormationClient(where.endpoint === undefined ? {} : { endpoint: where.endpoint });
  mkdirSync(output, { recursive: true });
  const names = stackNames(where.deployment, where.stage);
  for (const which of chosenStacks(values.only)) {
    await deployedStack(where, which); // Says more clearly than the template's error that it is not there.
    const { TemplateBody = '' } = await client.send(
      new GetTemplateCommand({ StackName: names[which], TemplateStage: 'Original' }),
    );
    const path = join(output, `${names[which]}.template.json`);
    writeFileSync(path, TemplateBody);
    process.stdout.write(`${path}\n`);
  }
});

function chosenStacks(only: string | undefined): readonly ('stateful' | 'stateless')[] {
  if (only === undefined) return ['stateful', 'stateless'];
  if (only === 'stateful' || only === 'stateless') return [only];
  throw new UsageError(`--only is stateful or stateless, not "${only}".`);
}
