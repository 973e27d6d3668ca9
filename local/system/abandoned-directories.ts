import { existsSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { endLeftBehind } from '#local/dynamodb/dynamodb-local-process.ts';
import { databaseRecord } from '#local/system/database-record.ts';
import { lockName, temporaryPrefix } from '#local/system/data-directory.ts';
import { isStillRunning, readProcessRecord } from '#local/system/process-record.ts';

/**
 * Removes the temporary directories of systems that were killed, and ends their databases: nobody would adopt them,
 * for what they hold in memory is of use to nobody.
 */
export async function removeAbandonedDirectories(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(temporaryPrefix)) continue;
    const directory = join(tmpdir(), name);
    const owner = readProcessRecord(join(directory, lockName));
    if (owner === undefined || isStillRunning(owner)) continue;
    const record = join(directory, ...databaseRecord);
    if (existsSync(record)) await endLeftBehind(record);
    rmSync(directory, { recursive: true, force: true });
  }
}
