import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';

import { bundleFunctions } from '#infra/bundle-functions.ts';
import { loadDeploymentFile } from '#infra/deployment-file.ts';
import { functionNames, type FunctionName } from '#infra/function-entries.ts';
import { machineSchema } from '#platform/outbox/effect.ts';

import { exampleFile } from './example-file.ts';
import { resourcesOfType, synthesise } from './synthesised.ts';
import { temporaryFolder } from './temporary-folder.ts';

const file = loadDeploymentFile(exampleFile);
let directory: string;

beforeAll(async () => {
  ({ directory } = await bundleFunctions({ configuration: file, directory: temporaryFolder() }));
});

const environmentSchema = z.object({
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }).default({ Variables: {} }),
});

/** Stand-ins of the right form for what CloudFormation would put into each variable. */
const values: Readonly<Record<string, string>> = {
  TABLE_NAME: 'records',
  REGISTRY_TABLE_NAME: 'registry',
  PERSON_KEYS_TABLE_NAME: 'person-keys',
  MASTER_KEY_ARN: 'arn:aws:kms:eu-central-1:123456789012:key/1',
  EXCHANGE_BUCKET: 'exchange',
  PHOTO_BUCKET: 'photos',
  TOPIC_ARN_PREFIX: 'arn:aws:sns:eu-central-1:123456789012:stations-',
  SMS_DESTINATION: '{"type":"sns"}',
  MACHINE_ARNS: JSON.stringify(
    Object.fromEntries(machineSchema.options.map((name) => [name, `arn:${name}`])),
  ),
  STATION_KEY_ALIAS_PREFIX: 'alias/stations-',
  DEAD_LETTER_QUEUE_URL: 'https://sqs.example/123456789012/dead-letters',
};

/** The environment that the template gives a function, and nothing else. */
function environmentOf(name: FunctionName): Record<string, string> {
  const logicalId = new RegExp(`^(Apis|Processes|Registry)${name.replaceAll('-', '')}[0-9A-F]{8}$`);
  const found = resourcesOfType(synthesised.stateless, 'AWS::Lambda::Function').find(([id]) =>
    logicalId.test(id),
  );
  const { Variables } = environmentSchema.parse(found?.[1].Properties).Environment;
  return Object.fromEntries(Object.keys(Variables).map((variable) => [variable, values[variable] ?? '']));
}

const synthesised = synthesise('prod');

describe('the bundle of', () => {
  it.each(functionNames)('%s starts with the environment that the template gives it', (name) => {
    const script = `console.log(typeof require(${JSON.stringify(join(directory, name))}).handler)`;
    const output = execFileSync(process.execPath, ['-e', script], {
      env: { ...environmentOf(name), AWS_REGION: 'eu-central-1' },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    expect(output.trim()).toBe('function');
  });

  it.each(functionNames)(
    '%s holds code and configuration, but neither settings of the stacks nor paths',
    (name) => {
      const files = readdirSync(join(directory, name));
      expect(['index.js', 'deployment.json', 'geography.json']).toEqual(expect.arrayContaining(files));
      const texts = files.map((entry) => readFileSync(join(directory, name, entry), 'utf8')).join('\n');
      expect(texts).not.toContain(file.infrastructure.alarmEmails[0]);
      expect(texts).not.toContain(fileURLToPath(new URL('../..', import.meta.url)));
    },
  );
});

describe('bundling', () => {
  it('compiles the code once, whatever the deployment', async () => {
    const { deployment, geography } = file;
    const configuration = {
      deployment: { ...deployment, publicBaseUrl: 'https://other.example' },
      geography,
    };
    const started = performance.now();
    const other = await bundleFunctions({ configuration, directory: temporaryFolder() });
    expect(performance.now() - started).toBeLessThan(1000);
    const code = (place: string) => readFileSync(join(place, 'sweeper', 'index.js'), 'utf8');
    expect(code(other.directory)).toBe(code(directory));
    const bundled: unknown = JSON.parse(
      readFileSync(join(other.directory, 'sweeper', 'deployment.json'), 'utf8'),
    );
    expect(bundled).toEqual(configuration.deployment);
  });
});
