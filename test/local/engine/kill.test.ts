import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { Bench } from './engine-fixture.ts';

const SCRIPT = fileURLToPath(new URL('killed-process.ts', import.meta.url));
const AFTER = { A: ['B', 'C'], B: ['C'], C: [] } as const;

/** Runs the process until it has been ready for some milliseconds, kills it, and gives the executions it accepted. */
async function runAndKill(journalDirectory: string, calls: string, milliseconds: number): Promise<string[]> {
  const child = spawn(process.execPath, [SCRIPT, journalDirectory, calls], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  await once(child.stdout, 'data');
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  child.kill('SIGKILL');
  await once(child, 'close');
  // A last line without its end was not told to anybody.
  return printed.split('\n').slice(1, -1);
}

it.each([15, 40, 90])(
  'an engine killed after %d ms goes on with all it accepted, and does nothing again whose end it had used',
  async (milliseconds) => {
    const directory = await mkdtemp(join(tmpdir(), 'engine-killed-'));
    const calls = join(directory, 'calls');
    const accepted = await runAndKill(join(directory, 'journal'), calls, milliseconds);
    expect(accepted.length).toBeGreaterThan(0);
    const bench = await Bench.open({ journalDirectory: join(directory, 'journal') });
    await bench.engine.settle();
    for (const arn of accepted) expect(await bench.ended(arn)).toMatchObject({ status: 'SUCCEEDED' });

    const before = new Set((await readFile(calls, 'utf8')).split('\n'));
    for (const { executionArn, stateName } of bench.calls) {
      const later = AFTER[stateName as keyof typeof AFTER].map((name) => `${executionArn} ${name}`);
      expect(later.filter((call) => before.has(call))).toEqual([]);
    }
    await bench.engine.close();
    await rm(directory, { recursive: true });
  },
);
