import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import * as z from 'zod';

import { processIdentity } from '#local/system/process-identity.ts';

const recordSchema = z.object({ pid: z.int(), identity: z.string(), port: z.int().optional() });

/** A process as it is written down, so that it is known again later. */
export type ProcessRecord = z.infer<typeof recordSchema>;

/** What is written down of a process that runs. */
export function recordOf(pid: number, port?: number): ProcessRecord {
  const identity = processIdentity(pid) ?? '';
  return port === undefined ? { pid, identity } : { pid, identity, port };
}

/** The process written down at `path`; undefined when there is none. */
export function readProcessRecord(path: string): ProcessRecord | undefined {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Writes a process down. @throws Error with code EEXIST when `exclusively` and something is written there already */
export function writeProcessRecord(path: string, record: ProcessRecord, { exclusively = false } = {}): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(record), { flag: exclusively ? 'wx' : 'w' });
}

/** Whether the process written down runs, and is not another one that got its id. */
export function isStillRunning(record: ProcessRecord): boolean {
  return processIdentity(record.pid) === record.identity;
}
