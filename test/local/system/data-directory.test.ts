import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { openDataDirectory } from '#local/system/data-directory.ts';
import { readProcessRecord } from '#local/system/process-record.ts';
import { processIdentity } from '#local/system/process-identity.ts';

let path: string;

beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'border815-test-'));
});

afterEach(() => rmSync(path, { recursive: true }));

describe('a data directory', () => {
  test('is taken by one system at a time, and free again when that is done', () => {
    const first = openDataDirectory(path);
    expect(() => openDataDirectory(path)).toThrow(`Process ${process.pid} already runs`);
    first.release();
    openDataDirectory(path).release();
  });

  test('is taken over from a process that has ended', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    const identity = processIdentity(child.pid ?? 0);
    await once(child, 'exit');
    writeFileSync(join(path, 'system.lock'), JSON.stringify({ pid: child.pid, identity }));
    expect(ownerAfterOpening()).toBe(processIdentity(process.pid));
  });

  test('is taken over when another process has got the old id', () => {
    writeFileSync(join(path, 'system.lock'), JSON.stringify({ pid: process.pid, identity: 'earlier' }));
    expect(ownerAfterOpening()).toBe(processIdentity(process.pid));
  });

  test('is taken over from a lock that was torn', () => {
    writeFileSync(join(path, 'system.lock'), '{"pid":');
    expect(ownerAfterOpening()).toBe(processIdentity(process.pid));
  });

  test('that is not to be kept is removed at the end', () => {
    const directory = openDataDirectory(undefined);
    expect([existsSync(directory.path), directory.keptAt('x')]).toEqual([true, undefined]);
    directory.release();
    expect(existsSync(directory.path)).toBe(false);
  });
});

/** Identity of the process that the directory then belongs to. */
function ownerAfterOpening(): string | undefined {
  const directory = openDataDirectory(path);
  const owner = readProcessRecord(join(path, 'system.lock'));
  directory.release();
  return owner?.identity;
}
