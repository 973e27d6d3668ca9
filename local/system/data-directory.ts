import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  isStillRunning,
  readProcessRecord,
  recordOf,
  writeProcessRecord,
} from '#local/system/process-record.ts';

/** Another system is running on the same data. */
export class DataDirectoryInUseError extends Error {
  override readonly name = 'DataDirectoryInUseError';
}

/** Where a local system keeps what it writes. */
export interface DataDirectory {
  readonly path: string;
  /** A path inside. */
  at(...parts: string[]): string;
  /** A path inside when the data is kept; undefined when the directory is removed at the end. */
  keptAt(...parts: string[]): string | undefined;
  release(): void;
}

/** Start of the names of directories that are not kept. */
export const temporaryPrefix = 'border815-run-';

/** File in a data directory that names the process running on it. */
export const lockName = 'system.lock';

/**
 * Takes `path` for this process, or a directory of its own that is removed at the end when it is undefined.
 * A lock left behind by a process that ended is taken over.
 * @throws DataDirectoryInUseError naming the process that runs on the same data
 */
export function openDataDirectory(path: string | undefined): DataDirectory {
  return path === undefined ? temporaryDirectory() : keptDirectory(path);
}

function keptDirectory(path: string): DataDirectory {
  mkdirSync(path, { recursive: true });
  const lock = join(path, lockName);
  takeLock(lock, path);
  return {
    path,
    at: (...parts) => join(path, ...parts),
    keptAt: (...parts) => join(path, ...parts),
    release: () => rmSync(lock, { force: true }),
  };
}

function temporaryDirectory(): DataDirectory {
  const path = mkdtempSync(join(tmpdir(), temporaryPrefix));
  writeProcessRecord(join(path, lockName), recordOf(process.pid));
  return {
    path,
    at: (...parts) => join(path, ...parts),
    keptAt: () => undefined,
    release: () => rmSync(path, { recursive: true, force: true }),
  };
}

function takeLock(lock: string, directory: string): void {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeProcessRecord(lock, recordOf(process.pid), { exclusively: true });
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const holder = readProcessRecord(lock);
    if (holder !== undefined && isStillRunning(holder)) {
      throw new DataDirectoryInUseError(`Process ${holder.pid} already runs on ${directory}; stop it first.`);
    }
    rmSync(lock, { force: true });
  }
  throw new DataDirectoryInUseError(`Another process has just started on ${directory}.`);
}
