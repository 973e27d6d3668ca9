import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { addDeployment, defaultDeploymentFile } from '#infra/add-deployment.ts';
import { emptyApp } from '#infra/build-app.ts';
import { readAllowedChanges, rule } from '#infra/diff-guard/allowed-changes.ts';
import { BASELINE_STACK, readBaseline, writeBaseline } from '#infra/diff-guard/baseline.ts';
import { describeRuling } from '#infra/diff-guard/describe-ruling.ts';
import { findDestructiveChanges } from '#infra/diff-guard/find-destructive-changes.ts';
import { readTemplate } from '#infra/diff-guard/read-templates.ts';
import type { Template } from '#infra/diff-guard/template.ts';

import { readOptions } from './command-options.ts';
import { runCommandLine } from './run-command-line.ts';

const usage = `
npm run templates:baseline -- [--first]

Writes infra/baseline anew: the template of the example's stateful stack, against which every later one is held. Refuses
when that would hide a destructive change that config/allowed-changes.json does not allow.

  --first   there is none yet
`;

await runCommandLine(async () => {
  const values = readOptions({ first: { type: 'boolean', default: false } }, usage);
  if (values === undefined) return;
  const now = await synthesised();
  if (!values.first) {
    const findings = findDestructiveChanges(
      new Map([[BASELINE_STACK, readBaseline()]]),
      new Map([[BASELINE_STACK, now]]),
    );
    // Entries that match nothing are the test's to find: the template is compared there each time.
    const { allowed, refused } = rule(
      findings,
      readAllowedChanges('config/allowed-changes.json'),
      new Set(),
      new Date(),
    );
    process.stdout.write(`${describeRuling({ allowed, refused, faults: [] })}\n`);
    if (refused.length > 0) {
      process.exitCode = 1;
      return;
    }
  }
  writeBaseline(now);
});

async function synthesised(): Promise<Template> {
  const directory = mkdtempSync(join(tmpdir(), 'border815-baseline-'));
  try {
    const outdir = join(directory, 'cdk.out');
    const app = emptyApp({ outdir, checkTemplates: false });
    const target = { stage: 'prod', partition: 'aws' } as const;
    await addDeployment(app, defaultDeploymentFile.aws, target, join(directory, 'bundles'));
    app.synth();
    return readTemplate(join(outdir, `${BASELINE_STACK}.template.json`));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
