import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Journal } from '#local/engine/src/journal.ts';
import type { JournalEntry } from '#local/engine/src/journal-entry.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';

let directory = '';

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'engine-growing-'));
});

afterEach(() => rm(directory, { recursive: true }));

/** An entry that stands for a number. */
function entry(number: number): JournalEntry {
  const standing = { status: 'RUNNING', redriveCount: 0, nextThread: number } as const;
  return { kind: 'progress', arn: 'arn:one', standing, events: [], threads: [], removed: [] };
}

it('is rewritten as its shortest form when it has grown, without losing what comes meanwhile', async () => {
  let last = 0;
  let rewritten = 0;
  const shortest = (): JournalEntry[] => {
    rewritten += 1;
    return [entry(last)];
  };
  const journal = await Journal.open(directory, shortest, { leastGrowth: 1000 });
  for (let number = 1; number <= 500; number += 1) {
    last = number;
    journal.append(entry(number));
    if (number % 7 === 0) await journal.flushed();
  }
  await journal.close();
  expect(rewritten).toBeGreaterThan(5);
  expect(await Journal.read(directory)).toContainEqual(entry(500));
  const { size } = await stat(join(directory, 'executions.jsonl'));
  expect(size).toBeLessThan(5000);
});

it('tells those who wait when it cannot be written', async () => {
  const journal = await Journal.open(directory, () => []);
  await journal.close();
  journal.append(entry(1));
  await expect(journal.flushed()).rejects.toThrow('closed');
  journal.append(entry(2));
  await expect(journal.flushed()).rejects.toThrow('closed');
});
