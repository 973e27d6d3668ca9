import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { CHAIN, writeChain } from '#test/functions/transfer/custody/chain-of-everything.ts';

import { runCommandHere } from './run-command-here.ts';
import { runCommand } from './run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'border815-custody-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const chain = await writeChain();
let files = 0;

function file(content: unknown): string {
  files += 1;
  const path = join(folder, `${files}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const verify = (...args: readonly string[]) => runCommandHere('cli/verify-custody.ts', args);
const kept = ({ heads, keys } = chain.whole) => file({ heads, keys });

describe('npm run verify:custody', () => {
  it('runs as a process of its own, and finds a whole chain whole', async () => {
    const { code, stdout, stderr } = await runCommand('cli/verify-custody.ts', [file(chain.whole)]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`${CHAIN}: all 12 entries are as they were signed.`);
    expect(stdout).toMatch(/held by nobody, released/);
    expect(stdout).toMatch(/Key of yaqian: yaqian-key-\d, SHA-256 [0-9a-f]{64}/);
    expect(stdout).toContain('--heads FILE');
  });

  it('takes what the demo prints', async () => {
    const result = file({ caseId: 'JI-270301-7F3K2', custody: chain.whole });
    expect((await verify(result)).code).toBe(0);
  });

  it('says up to which entries nothing is missing, when heads were kept', async () => {
    const { code, stdout } = await verify(file(chain.whole), '--heads', kept());
    expect(code).toBe(0);
    expect(stdout).toMatch(/kept outside: .*entry 12 \(yaqian, /);
  });

  it('ends with 1 and names the entry, wherever one byte of one was changed', async () => {
    const text = JSON.stringify(chain.whole);
    for (const [index, { hash }] of chain.whole.entries.entries()) {
      const changed = text.replace(`"hash":"${hash}"`, `"hash":"${spoiled(hash)}"`);
      const { code, stdout } = await verify(file(changed));
      expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining(`entry ${index + 1} `) });
    }
  });

  it('ends with 1 and names the first entry that is missing, when the chain is older than the heads', async () => {
    const { code, stdout } = await verify(
      file({ ...chain.whole, entries: chain.after(7).entries }),
      '--heads',
      kept(),
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/entry 8 is missing: .* signed entry 1[02] as the newest/);
    const lines = stdout.split('\n');
    expect(new Set(lines).size).toBe(lines.length);
  });

  it.each([
    ['a file that is not there', join(folder, 'none.json'), /cannot be read/],
    ['what is no JSON', () => file('custody'), /is no JSON/],
    ['what is no export', () => file({ chain: CHAIN, heads: [], keys: [] }), /entries: /],
    ['a result whose custody is none', () => file({ custody: { chain: CHAIN } }), /custody\.entries: /],
  ])('ends with 2 for %s, naming what is wrong', async (_what, path, fault) => {
    const { code, stdout, stderr } = await verify(typeof path === 'string' ? path : path());
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(fault);
  });

  it('ends with 2 for heads that are none, and when it is not told which file', async () => {
    expect((await verify(file(chain.whole), '--heads', file({ heads: [], keys: [] }))).stderr).toMatch(
      /heads: there is none/,
    );
    expect(await verify()).toMatchObject({ code: 2, stderr: expect.stringContaining('UsageError') });
  });
});

function spoiled(hash: string): string {
  return (hash.startsWith('0') ? '1' : '0') + hash.slice(1);
}
