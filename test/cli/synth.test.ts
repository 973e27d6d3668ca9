import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { runCommandHere } from './run-command-here.ts';
import { runCommand } from './run-command.ts';

/** A process of its own bundles everything and checks the templates: seconds, on a busy machine many. */
const PATIENCE_MS = 120_000;

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'border815-synth-test-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const synth = (...options: string[]) => runCommandHere('cli/synth.ts', options);

describe('npm run synth', { timeout: PATIENCE_MS }, () => {
  it('writes and checks the templates for aws-cn, names them, and is quiet otherwise', async () => {
    const output = join(folder, 'china');
    const options = ['--partition', 'aws-cn', '--stage', 'prod', '--output', output];
    const { code, stdout, stderr } = await runCommand('cli/synth.ts', options, { env: { TMPDIR: folder } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const names = ['stateful', 'stateless'].map(
      (stack) => `border815-qianqing-yaqian-prod-${stack}.template.json`,
    );
    expect(stdout.trim().split('\n')).toEqual(names.map((name) => join(output, name)));
    const templates = names.map((name) => readFileSync(join(output, name), 'utf8'));
    expect(templates.join()).not.toContain('AWS::Cognito');
    expect(templates.join()).toContain('AWS::SecretsManager::Secret');
    // What it bundled on the way is gone.
    expect(readdirSync(folder)).toEqual(['china']);
  });
});

describe('npm run synth stops, and says why in a line, at', () => {
  it.each([
    [['--region', 'cn-north-1'], "Unknown option '--region'"],
    [['cn'], "Unexpected argument 'cn'"],
    [['--partition', 'aws-us-gov'], '--partition is aws or aws-cn, not "aws-us-gov".'],
    [['--stage', 'test'], '--stage is dev or prod, not "test".'],
    [['--deployment', 'config/none.json'], 'config/none.json'],
    [['--stage'], '--stage'],
  ])('%j', async (options, message) => {
    const { code, stdout, stderr } = await synth(...options);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });

  it('a deployment that does not fit the partition, naming each field', async () => {
    const { code, stderr } = await synth(
      '--partition',
      'aws-cn',
      '--deployment',
      'config/example.deployment.json',
    );
    expect(code).toBe(1);
    expect(stderr).toContain('identity.type');
    expect(stderr).toContain('sms.type');
  });

  it('a wrong value, naming its field', async () => {
    const example = readFileSync(join(root, 'config/example-cn.deployment.json'), 'utf8');
    const file = join(folder, 'wrong.deployment.json');
    writeFileSync(file, example.replace('https://sms.police.example', 'http://sms.police.example'));
    const { code, stderr } = await synth('--partition', 'aws-cn', '--deployment', file);
    expect(code).toBe(1);
    expect(stderr).toContain('sms.url: must be an https address');
  });

  it('nothing when it is asked what it takes', async () => {
    const { code, stdout } = await synth('--help');
    expect(code).toBe(0);
    for (const option of ['--partition', '--stage', '--deployment', '--output'])
      expect(stdout).toContain(option);
  });
});
