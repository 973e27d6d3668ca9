import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { dynamoDbLocalJar } from '#local/dynamodb/dynamodb-local-jar.ts';
import { requireJava } from '#local/dynamodb/java.ts';
import {
  isStillRunning,
  readProcessRecord,
  recordOf,
  writeProcessRecord,
  type ProcessRecord,
} from '#local/system/process-record.ts';

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

const startAttempts = 3;
const startLimitMilliseconds = 60_000;
const endLimitMilliseconds = 10_000;
const adoptionAttempts = 5;

/**
 * Starts Amazon's DynamoDB Local, or adopts the one that an earlier process left behind on the same files: two on
 * the same files would share them silently. In memory there is nothing to adopt, so the old one is ended.
 * @throws JavaMissingError without Java
 * @throws DynamoDbLocalError when it does not start
 */
export async function startDynamoDbLocal(place: DynamoDbLocalPlace): Promise<DynamoDbLocal> {
  const left = readProcessRecord(place.recordPath);
  if (left?.port !== undefined && isStillRunning(left)) {
    if (place.dataPath !== undefined && (await answersInTime(left.port))) {
      return running(left, left.port, place, true);
    }
    await end(left);
  }
  await requireJava();
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    try {
      return running(await launch(place, port), port, place, false);
    } catch (error) {
      // Somebody else may have taken the port in the meantime.
      if (attempt === startAttempts) throw error;
    }
  }
}

/** Ends the database written down at `recordPath`, if it still runs. */
export async function endLeftBehind(recordPath: string): Promise<void> {
  const record = readProcessRecord(recordPath);
  if (record !== undefined) await end(record);
}

function running(
  record: ProcessRecord,
  port: number,
  place: DynamoDbLocalPlace,
  adopted: boolean,
): DynamoDbLocal {
  const endAtExit = (): void => kill(record, 'SIGTERM');
  process.once('exit', endAtExit);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    pid: record.pid,
    adopted,
    async close() {
      process.removeListener('exit', endAtExit);
      await end(record);
      rmSync(place.recordPath, { force: true });
    },
  };
}

async function launch(place: DynamoDbLocalPlace, port: number): Promise<ProcessRecord> {
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
  const record = recordOf(child.pid, port);
  writeProcessRecord(place.recordPath, record);
  await Promise.race([exited, untilAnswering(record, port)]);
  return record;
}

async function untilAnswering(record: ProcessRecord, port: number): Promise<void> {
  for (const start = performance.now(); performance.now() - start < startLimitMilliseconds; await sleep(20)) {
    if (await answers(port)) return;
  }
  await end(record);
  throw new DynamoDbLocalError('DynamoDB Local did not answer within a minute.');
}

/** Asks several times: while templates are synthesised in this process, a time limit runs out unseen. */
async function answersInTime(port: number): Promise<boolean> {
  for (let attempt = 0; attempt < adoptionAttempts; attempt += 1) {
    if (await answers(port)) return true;
    await sleep(100);
  }
  return false;
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
  for (const start = performance.now(); isStillRunning(record); await sleep(10)) {
    if (performance.now() - start > endLimitMilliseconds) kill(record, 'SIGKILL');
  }
}

function kill(record: ProcessRecord, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (!isStillRunning(record)) return;
  try {
    process.kill(record.pid, signal);
  } catch {
    // It has ended in the meantime.
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
