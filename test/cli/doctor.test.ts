import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import { exampleFile } from '#test/infra/example-file.ts';
import { temporaryFolder } from '#test/infra/temporary-folder.ts';

import { runCommandHere } from './run-command-here.ts';
import { runCommand, type CommandResult } from './run-command.ts';

const folder = temporaryFolder();
const resultSchema = z.object({
  file: z.string(),
  findings: z.array(z.object({ severity: z.string(), check: z.string(), field: z.string() })),
  price: z.object({ total: z.number(), cases: z.number() }).optional(),
});

function doctor(...args: string[]): Promise<CommandResult> {
  return runCommandHere('cli/doctor.ts', args);
}

function resultOf({ stdout }: CommandResult): z.infer<typeof resultSchema> {
  return resultSchema.parse(JSON.parse(stdout));
}

/** The example with one text replaced, beside a copy of its geography. */
function spoiledFile(name: string, before: string | RegExp, after: string): string {
  const geography = exampleFile.replace('example.deployment.json', 'geography.geojson');
  const text = readFileSync(exampleFile, 'utf8').replace('"geography.geojson"', JSON.stringify(geography));
  const path = join(folder, name);
  writeFileSync(path, text.replace(before, after));
  return path;
}

describe('npm run doctor', () => {
  it('has warnings for the example, which is nobody’s deployment, and no error', async () => {
    const plain = await runCommand('cli/doctor.ts', ['--json']);
    const { findings, price } = resultOf(plain);
    expect(plain).toMatchObject({ code: 0, stderr: '' });
    expect(findings.map(({ check }) => check)).toContain('placeholder-address');
    expect(price).toMatchObject({ cases: 30 });
    expect((await doctor('--strict')).code).toBe(1);
  });

  it('ends with 1 at an error, and says the field, what it means and what to do', async () => {
    const path = spoiledFile('unreachable.json', '"linkSeconds": 86400', '"linkSeconds": 60');
    const { code, stdout } = await doctor(path);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /error {2}timers\.linkSeconds {2}\(link-shorter-than-limit\)\n.+\n {2}For officers: .+\n {2}Do: /,
    );
  });

  it('lists every wrong value of a file that the schema refuses', async () => {
    const outcome = await doctor(
      spoiledFile('wrong.json', '"linkSeconds": 86400', '"linkSeconds": "a day"'),
      '--json',
    );
    const { findings, price } = resultOf(outcome);
    expect(outcome.code).toBe(1);
    expect(findings).toEqual([
      expect.objectContaining({ severity: 'error', check: 'wrong-value', field: 'timers.linkSeconds' }),
    ]);
    expect(price).toBeUndefined();
  });

  it('says no officer’s name and no telephone', async () => {
    const path = spoiledFile('shared.json', '+8613900000002', '+8613900000001');
    const { stdout } = await doctor(path);
    expect(stdout).toContain('telephone-shared');
    expect(stdout).not.toMatch(/\+86139|虞晨帆|阮知夏/);
  });

  it('prices the month that it is asked for', async () => {
    const few = resultOf(await doctor('--json', '--cases', '0'));
    const many = resultOf(await doctor('--json', '--cases', '1000'));
    expect(many.price?.total ?? 0).toBeGreaterThan((few.price?.total ?? 0) * 10);
  });

  it('is told of aws-cn by --partition', async () => {
    const aws = await doctor('--json', '--partition', 'aws-cn', exampleFile);
    expect(aws.code).toBe(1);
    expect(resultOf(aws).findings.map(({ check }) => check)).toContain('unfit-for-target');
    const china = await doctor('--json', '--partition', 'aws-cn');
    expect(china.code).toBe(0);
    expect(resultOf(china).file).toContain('example-cn');
  });

  it.each([
    [['--cases', 'many'], '--cases takes a whole number, not "many"'],
    [['--stage', 'test'], '--stage is dev or prod'],
    [['--partition', 'aws-us-gov'], '--partition is aws or aws-cn'],
    [['--colour'], "Unknown option '--colour'"],
    [['one.json', 'two.json'], 'One deployment file at a time'],
    [['--prices', 'package.json'], 'package.json is no price list: region'],
  ])('with %j says in one line what it takes', async (args, says) => {
    const { code, stderr } = await doctor(...args);
    expect(code).toBe(1);
    expect(stderr).toContain(says);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
