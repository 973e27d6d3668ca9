import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';

import { loadDeploymentFile } from '#infra/deployment-file.ts';

import { exampleFile } from './example-file.ts';
import { resourcesOf, synthesise } from './synthesised.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A process of its own bundles everything and checks the templates: seconds, on a busy machine many. */
const PATIENCE_MS = 120_000;

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs the app as the CDK CLI does, in an environment without credentials, account or region. */
function runApp(context: Record<string, string>) {
  const directory = temporaryFolder();
  const { status, stderr } = spawnSync(process.execPath, ['infra/app.ts'], {
    cwd: root,
    env: { CDK_OUTDIR: directory, CDK_CONTEXT_JSON: JSON.stringify(context) },
    encoding: 'utf8',
  });
  return { status, stderr, directory };
}

/** Logical ids of a template that stand for something an operator would lose. */
function logicalIds(template: Template): string[] {
  return Object.keys(resourcesOf(template)).toSorted();
}

describe('the app', { timeout: PATIENCE_MS }, () => {
  it('synthesises for the CLI without account, region or credentials', () => {
    const { status, stderr, directory } = runApp({ stage: 'prod' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const templates = readdirSync(directory).filter((name) => name.endsWith('.template.json'));
    expect(templates).toEqual([
      'border815-qianqing-yaqian-prod-stateful.template.json',
      'border815-qianqing-yaqian-prod-stateless.template.json',
    ]);
    const [stateful = ''] = templates;
    const fromCli: unknown = JSON.parse(readFileSync(join(directory, stateful), 'utf8'));
    expect(fromCli).toEqual(synthesise('prod').stateful.toJSON());
  });

  it('stops at an unknown stage, and at a deployment file that is not there', () => {
    const stage = runApp({ stage: 'production' });
    expect(stage.status).not.toBe(0);
    expect(stage.stderr).toContain('stage');
    const file = runApp({ deployment: 'config/none.json' });
    expect(file.status).not.toBe(0);
    expect(file.stderr).toContain('config/none.json');
  });
});

describe('the templates', () => {
  it('are the same each time', () => {
    const [first, second] = [synthesise('prod'), synthesise('prod')];
    const text = ({ stateful, stateless }: typeof first) =>
      JSON.stringify([stateful.toJSON(), stateless.toJSON()]);
    expect(text(second)).toBe(text(first));
  });

  it('name no partition, region or account', () => {
    const { stateful, stateless } = synthesise('prod');
    const text = JSON.stringify([stateful.toJSON(), stateless.toJSON()]);
    expect(text).not.toMatch(/arn:aws[:-]/);
    expect(text).not.toMatch(/[a-z]{2}-(north|south|east|west|central)[a-z]*-\d/);
    const hosts = [...text.matchAll(/[a-z0-9.-]+\.amazonaws\.com/g)].map(([host]) => host);
    // Principals of services are called so in every partition.
    expect([...new Set(hosts)].toSorted()).toEqual([
      'apigateway.amazonaws.com',
      'cloudwatch.amazonaws.com',
      'events.amazonaws.com',
      'lambda.amazonaws.com',
      'states.amazonaws.com',
    ]);
  });

  it('have the same logical ids whatever the deployment and the stage are called', () => {
    const { deployment } = loadDeploymentFile(exampleFile);
    const here = synthesise('prod');
    const elsewhere = synthesise('dev', { deployment: { ...deployment, name: 'another-place' } });
    expect(logicalIds(elsewhere.stateful)).toEqual(logicalIds(here.stateful));
    expect(logicalIds(elsewhere.stateless)).toEqual(logicalIds(here.stateless));
  });

  it('keep the logical ids of what holds records', () => {
    const kept = Object.entries(resourcesOf(synthesise('prod').stateful))
      .filter(([, { DeletionPolicy }]) => DeletionPolicy === 'Retain')
      .map(([id]) => id);
    // Never change one of these: the stack would make an empty one in its place.
    expect(kept.toSorted()).toEqual([
      'ExchangeBucketACE697F0',
      'LogsKeyA6AB43B2',
      'MessagesKey44305758',
      'OfficersPool78FC475B',
      'PhotosBucket4131342A',
      'RecordsKey31CDF3C4',
      'RecordsTableC9B7A30B',
      'RegistryKey1053ED4C',
      'RegistryPersonKeysKey2DAD0A3E',
      'RegistryPersonKeysTable239B66DC',
      'RegistryTable796459D3',
      'StationKeysnorthbank3C697051',
      'StationKeysqianqingB8D8F649',
      'StationKeyssouthbank5664E4B0',
      'StationKeysyaqian23148EA4',
    ]);
  });
});
