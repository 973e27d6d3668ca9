import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as z from 'zod';

import { buildApp } from '#infra/build-app.ts';
import { functionNames } from '#infra/function-entries.ts';

import type { Patient } from '../finding.ts';

/** What stands in the templates and is charged by the month, whether anything happens or not. */
export interface Standing {
  readonly alarms: number;
  readonly dashboards: number;
  readonly keys: number;
  /** Metrics that log groups are counted into. */
  readonly metrics: number;
  readonly secrets: number;
}

const templateSchema = z.object({ Resources: z.record(z.string(), z.object({ Type: z.string() })) });

/**
 * Synthesises the deployment, with nothing in its functions, and counts.
 * @throws Error when it cannot be synthesised, saying why
 */
export function standingOf({ file, stage, partition }: Omit<Patient, 'now'>): Standing {
  const { deployment, infrastructure } = file;
  const folder = mkdtempSync(join(tmpdir(), 'border815-doctor-'));
  try {
    const bundles = { directory: emptyBundles(join(folder, 'bundles')) };
    const outdir = join(folder, 'cdk.out');
    const assembly = buildApp({ deployment, infrastructure, stage, partition, bundles, outdir }).synth();
    const types = assembly.stacks
      .flatMap(({ template }) => Object.values(templateSchema.parse(template).Resources))
      .map(({ Type }) => Type);
    const count = (...wanted: string[]) => types.filter((type) => wanted.includes(type)).length;
    return {
      alarms: count('AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'),
      dashboards: count('AWS::CloudWatch::Dashboard'),
      keys: count('AWS::KMS::Key'),
      metrics: count('AWS::Logs::MetricFilter'),
      secrets: count('AWS::SecretsManager::Secret'),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function emptyBundles(directory: string): string {
  for (const name of functionNames) {
    mkdirSync(join(directory, name), { recursive: true });
    writeFileSync(join(directory, name, 'index.js'), '');
  }
  return directory;
}
