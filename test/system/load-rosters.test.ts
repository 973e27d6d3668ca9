import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startTestSystem } from './support/start-stage.ts';
import { rosterOfficer } from './support/test-officer.ts';
import type { TestSystem } from './support/test-system.ts';

const root = new URL('../../', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'border815-rosters-'));

/** The example file, with Yaqian's first officer at another telephone. */
const changedFile = join(folder, 'changed.deployment.json');
writeFileSync(
  changedFile,
  readFileSync(join(root, 'config/example.deployment.json'), 'utf8')
    .replace('"geography.geojson"', JSON.stringify(join(root, 'config/geography.geojson')))
    .replace('"+8613900000001"', '"+8613900000099"'),
);

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
});
afterAll(async () => {
  await system?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs `npm run rosters:load` as an officer, whose token it reads from standard input. */
async function load(
  officerId: string,
  ...args: string[]
): Promise<{ code: number | null; out: string; err: string }> {
  const command = ['cli/load-rosters.ts', '--url', system.url, ...args];
  const child = spawn(process.execPath, command, { cwd: root });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  child.stdin.end(await system.token(rosterOfficer(officerId)));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, err };
}

/** The events of Yaqian's duty book. */
async function replacements(): Promise<number> {
  return (await system.items('BOOK#yaqian', 'EVENT#')).length;
}

describe('npm run rosters:load', () => {
  it('puts the rosters of an administrator’s stations into the system, and no other’s', async () => {
    const { code, out, err } = await load('admin-1');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.trimEnd().split('\n')).toEqual([
      'yaqian: loaded',
      'qianqing: loaded',
      'liaison-centre: loaded',
    ]);
    expect(await replacements()).toBe(1);
    expect(await system.items('BOOK#north-bank', 'BOOK')).toEqual([]);
  });

  it('does nothing the second time', async () => {
    const { code, out } = await load('admin-1');
    expect(code).toBe(0);
    expect(out.match(/is as in the file/g)).toHaveLength(3);
    expect(await replacements()).toBe(1);
  });

  it('leaves a roster that differs, says in what without telephones, and ends with 1', async () => {
    const { code, out } = await load('yaqian-chief', '--deployment', changedFile);
    expect(code).toBe(1);
    expect(out).toContain('yaqian: has another roster, which stays');
    expect(out).toContain('~ officer yaqian-duty-1: telephone');
    expect(out).not.toMatch(/\+86139/);
    expect(await replacements()).toBe(1);
  });

  it('replaces it when told to', async () => {
    const { code, out } = await load('yaqian-chief', '--deployment', changedFile, '--replace');
    expect(code).toBe(0);
    expect(out).toContain('yaqian: replaced');
    expect(await replacements()).toBe(2);
    expect((await load('yaqian-chief', '--deployment', changedFile)).out).toContain('is as in the file');
  });

  it('is refused for officers who may not, before or by the API', async () => {
    const duty = await load('yaqian-duty-1');
    expect(duty.code).toBe(1);
    expect(duty.err).toContain('may write no roster');
    const foreign = await load(
      'yaqian-chief',
      '--station',
      'qianqing',
      '--replace',
      '--deployment',
      changedFile,
    );
    expect(foreign.code).toBe(1);
    expect(foreign.err + foreign.out).not.toMatch(/\+86139/);
    expect(await system.items('BOOK#qianqing', 'EVENT#')).toHaveLength(1);
  });

  it('sends no token over an unencrypted network', async () => {
    const { code, err } = await load('admin-1', '--url', 'http://b815.example');
    expect(code).toBe(1);
    expect(err).toContain('--url takes an https address');
  });
});
