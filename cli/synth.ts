import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { addDeployment, defaultDeploymentFile } from '#infra/add-deployment.ts';
import { emptyApp } from '#infra/build-app.ts';
import { partitionSchema, type Partition } from '#infra/partition.ts';

import { readOptions, readStage } from './command-options.ts';
import { runCommandLine, UsageError } from './run-command-line.ts';

const usage = `
npm run synth -- [options]

Writes the CloudFormation templates of a deployment, checks them, and says where they are. Needs no account.

  --partition aws|aws-cn   where it is to stand (aws)
  --stage dev|prod         the stage (dev)
  --deployment FILE        the deployment file (the partition's example)
  --output DIR             where the templates go (cdk.out)
`;

await runCommandLine(async () => {
  const values = readOptions(
    {
      partition: { type: 'string', default: 'aws' },
      stage: { type: 'string', default: 'dev' },
      deployment: { type: 'string' },
      output: { type: 'string', default: 'cdk.out' },
    },
    usage,
  );
  if (values === undefined) return;
  const target = {
    partition: readPartition(values.partition),
    stage: readStage(values.stage),
  };
  // Of its own: another synthesis may be writing bundles for another deployment.
  const bundles = mkdtempSync(join(tmpdir(), 'border815-synth-'));
  try {
    const app = emptyApp({ outdir: resolve(values.output), checkTemplates: true });
    await addDeployment(app, values.deployment ?? defaultDeploymentFile[target.partition], target, bundles);
    const { stacks } = app.synth();
    for (const { templateFile } of stacks) process.stdout.write(`${join(values.output, templateFile)}\n`);
  } finally {
    rmSync(bundles, { recursive: true, force: true });
  }
});

function readPartition(text: string): Partition {
  const partition = partitionSchema.safeParse(text);
  if (partition.success) return partition.data;
  throw new UsageError(`--partition is ${partitionSchema.options.join(' or ')}, not "${text}".`);
}
