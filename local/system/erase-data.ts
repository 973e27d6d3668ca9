import { existsSync, readdirSync, rmSync } from 'node:fs';

import { endLeftBehind } from '#local/dynamodb/dynamodb-local-process.ts';
import { databaseRecord } from '#local/system/database-record.ts';
import { lockName, openDataDirectory } from '#local/system/data-directory.ts';

/**
 * Erases all that systems have kept at `path`. A database that a killed one left behind is ended first: nobody would
 * find it again once the file that names it is gone.
 * @throws DataDirectoryInUseError when a system runs on it
 */
export async function eraseData(path: string): Promise<void> {
  if (!existsSync(path)) return;
  const directory = openDataDirectory(path);
  try {
    await endLeftBehind(directory.at(...databaseRecord));
    for (const name of readdirSync(path))
      if (name !== lockName) rmSync(directory.at(name), { recursive: true, force: true });
  } finally {
    directory.release();
  }
}
