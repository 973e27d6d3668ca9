import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import * as z from 'zod';

import { dynamoDbLocalJar } from '#local/dynamodb/dynamodb-local-jar.ts';
import { requireJava } from '#local/dynamodb/java.ts';
import { processIdentity } from '#local/system/process-identity.ts';

const recordSchema = z.object({ pid: z.int(), port: z.int(), identity: z.string() });

type ProcessRecord = z.infer<typeof recordSchema>;

/** The local database did not start. */
export class DynamoDbLocalError extends Error {
  override readonly name = 'DynamoDbLocalError';
}

/** A running DynamoDB Local. */
export interface DynamoDbLocal {
  readonly endpoint: string;
  readonly pid: number;
  /** Whether it was found running, left behind by an earlier process, instead of being started. */
  readonly adopted: boolean;
  /** Ends it and resolves when it is gone. */
  close(): Promise<void>;
}

/** Where a DynamoDB Local keeps its data and where its process is written down. */
export interface DynamoDbLocalPlace {
  /** Directory of the database files; undefined keeps everything in memory. */
  readonly dataPath: string | undefined;
  /** File that names the process, so that the next start finds it when this process is killed. */
  readonly recordPath: string;
}

const startLimitMilliseconds = 30_000;
const endLimitMilliseconds = 10_000;

/**
 * Starts Amazon's DynamoDB Local, or adopts the one that an earlier process left behind on the same files: two on
 * the same files would share them silently. In memory there is nothing to adopt, so the old one is ended.
 * @throws JavaMissingError without Java
 * @throws DynamoDbLocalError when it does not start
 */
export async function startDynamoDbLocal(place: DynamoDbLocalPlace): Promise<DynamoDbLocal> {
  const left = readRecord(place.recordPath);
  if (left !== undefined && isSameProcess(left)) {
    if (place.dataPath !== undefined && (await answers(left.port))) return running(left, place, true);
    await end(left);
  }
  await requireJava();
  const record = await launch(place);
  return running(record, place, false);
}

function running(record: ProcessRecord, place: DynamoDbLocalPlace, adopted: boolean): DynamoDbLocal {
  const endAtExit = (): void => kill(record, 'SIGKILL');
  process.once('exit', endAtExit);
  return {
    endpoint: `http://127.0.0.1:${record.port}`,
    pid: record.pid,
    adopted,
    async close() {
      process.removeListener('exit', endAtExit);
      await end(record);
      rmSync(place.recordPath, { force: true });
    },
  };
}

async function launch(place: DynamoDbLocalPlace): Promise<ProcessRecord> {
  const port = await freePort();
  if (place.dataPath !== undefined) mkdirSync(place.dataPath, { recursive: true });
  const jar = dynamoDbLocalJar();
  const storage = place.dataPath === undefined ? ['-inMemory'] : ['-dbPath', place.dataPath];
  const parameters = [
    // The first compiler only and one thread for memory: it starts a quarter sooner and is rarely busy for long.
    '-XX:TieredStopAtLevel=1',
    '-XX:+UseSerialGC',
    '-Xmx512m',
    `-Djava.library.path=${join(dirname(jar), 'DynamoDBLocal_lib')}`,
    '-jar',
    jar,
    ...storage,
    '-port',
    String(port),
    '-disableTelemetry',
    '-cors',
    'http://127.0.0.1',
  ];
  // A group of its own: Ctrl-C in the terminal must reach this process first, which then ends the database in order.
  const child = spawn('java', parameters, { detached: true, stdio: 'ignore' });
  child.unref();
  const exited = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new DynamoDbLocalError(`DynamoDB Local ended at its start (status ${code}).`)),
    );
  });
  exited.catch(() => undefined);
  if (child.pid === undefined) return exited;
  const record = { pid: child.pid, port, identity: processIdentity(child.pid) ?? '' };
  mkdirSync(dirname(place.recordPath), { recursive: true });
  writeFileSync(place.recordPath, JSON.stringify(record));
  await Promise.race([exited, untilAnswering(record)]);
  return record;
}

async function untilAnswering(record: ProcessRecord): Promise<void> {
  for (const start = performance.now(); performance.now() - start < startLimitMilliseconds; await sleep(20)) {
    if (await answers(record.port)) return;
  }
  await end(record);
  throw new DynamoDbLocalError('DynamoDB Local did not answer within 30 seconds.');
}

/** Whether a DynamoDB answers there: without credentials it refuses in its own way. */
async function answers(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(2000) });
    return (await response.text()).includes('amazon');
  } catch {
    return false;
  }
}

async function end(record: ProcessRecord): Promise<void> {
  kill(record, 'SIGTERM');
  for (const start = performance.now(); isSameProcess(record); await sleep(10)) {
    if (performance.now() - start > endLimitMilliseconds) kill(record, 'SIGKILL');
  }
}

function kill(record: ProcessRecord, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (!isSameProcess(record)) return;
  try {
    process.kill(record.pid, signal);
  } catch {
    // It has ended in the meantime.
  }
}

function isSameProcess(record: ProcessRecord): boolean {
  return processIdentity(record.pid) === record.identity;
}

function readRecord(path: string): ProcessRecord | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return recordSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new DynamoDbLocalError('There is no free port.');
  return address.port;
}
