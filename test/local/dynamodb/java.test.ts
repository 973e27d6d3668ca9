import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { requireJava } from '#local/dynamodb/java.ts';

const path = process.env['PATH'];
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'border815-test-'));
  process.env['PATH'] = directory;
});

afterEach(() => {
  process.env['PATH'] = path;
  rmSync(directory, { recursive: true });
});

function installJava(version: string): void {
  writeFileSync(join(directory, 'java'), `#!/bin/sh\necho 'openjdk version "${version}" 2024-01-01' >&2\n`, {
    mode: 0o755,
  });
}

test('without Java the message says what to install', async () => {
  await expect(requireJava()).rejects.toThrow(/there is no "java" on the PATH.*apt install openjdk-17/);
});

test.each([
  ['1.8.0_402', 'version 8'],
  ['11.0.22', 'version 11'],
])('Java %s is too old', async (version, shown) => {
  installJava(version);
  await expect(requireJava()).rejects.toThrow(shown);
});

test.each(['17.0.15', '21', '25-ea'])('Java %s will do', async (version) => {
  installJava(version);
  await expect(requireJava()).resolves.toBeUndefined();
});
