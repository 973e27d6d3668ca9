import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as z from 'zod';

import { processIdentity } from '#local/system/process-identity.ts';

const lockSchema = z.object({ pid: z.int(), identity: z.string() });

/** Another system is running on the same data. */
export class DataDirectoryInUseError extends Error {
  override readonly name = 'DataDirectoryInUseError';
}

/** Where a local system keeps what it writes. */
export interface DataDirectory {
  readonly path: string;
  /** Whether the data outlives the system; otherwise the directory is removed when it is released. */
  readonly kept: boolean;
  /** A path inside. */
  at(...parts: string[]): string;
  /** A path inside when the data is kept; undefined otherwise. */
  keptAt(...parts: string[]): string | undefined;
  release(): void;
}

/**
 * Takes `path` for this process, or a directory of its own that is removed at the end when it is undefined.
 * A lock left behind by a process that ended is taken over.
 * @throws DataDirectoryInUseError naming the process that runs on the same data
 */
export function openDataDirectory(path: string | undefined): DataDirectory {
  if (path === undefined) return temporaryDirectory();
  mkdirSync(path, { recursive: true });
  const lock = join(path, 'system.lock');
  takeLock(lock, path);
  return {
    path,
    kept: true,
    at: (...parts) => join(path, ...parts),
    keptAt: (...parts) => join(path, ...parts),
    release: () => rmSync(lock, { force: true }),
  };
}

function temporaryDirectory(): DataDirectory {
  const path = mkdtempSync(join(tmpdir(), 'border815-'));
  return {
    path,
    kept: false,
    at: (...parts) => join(path, ...parts),
    keptAt: () => undefined,
    release: () => rmSync(path, { recursive: true, force: true }),
  };
}

function takeLock(lock: string, directory: string): void {
  const own = JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) ?? '' });
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(lock, own, { flag: 'wx' });
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const holder = readLock(lock);
    if (holder !== undefined && processIdentity(holder.pid) === holder.identity) {
      throw new DataDirectoryInUseError(`Process ${holder.pid} already runs on ${directory}; stop it first.`);
    }
    rmSync(lock, { force: true });
  }
  throw new DataDirectoryInUseError(`Another process has just started on ${directory}.`);
}

function readLock(lock: string): z.infer<typeof lockSchema> | undefined {
  try {
    return lockSchema.parse(JSON.parse(readFileSync(lock, 'utf8')));
  } catch {
    return undefined;
  }
}
