import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { Bench } from './engine-fixture.ts';

const SCRIPT = fileURLToPath(new URL('killed-process.ts', import.meta.url));
const AFTER = { A: ['B', 'C'], B: ['C'], C: [] } as const;

/** Runs the process until it has accepted some executions, kills it, and gives those it accepted. */
async function runAndKill(journalDirectory: string, calls: string, count: number): Promise<string[]> {
  const stdio = ['ignore', 'pipe', 'inherit'] as const;
  const child = spawn(process.execPath, [SCRIPT, journalDirectory, calls], { stdio: [...stdio] });
  const closed = once(child, 'close');
  let printed = '';
  // A last line without its end was not told to anybody.
  const accepted = (): string[] => printed.split('\n').slice(0, -1);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
    if (accepted().length >= count) child.kill('SIGKILL');
  });
  await closed;
  return accepted();
}

it.each([1, 10, 40])(
  'an engine killed after accepting %d executions goes on with all it accepted, and does nothing again whose end it had used',
  async (count) => {
    const directory = await mkdtemp(join(tmpdir(), 'engine-killed-'));
    const calls = join(directory, 'calls');
    await writeFile(calls, '');
    const accepted = await runAndKill(join(directory, 'journal'), calls, count);
    expect(accepted.length).toBeGreaterThanOrEqual(count);
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
