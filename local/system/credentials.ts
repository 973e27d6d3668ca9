import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

import * as z from 'zod';

import { writeWhole } from '#local/system/write-whole.ts';

/** What functions sign their calls with. */
const credentialsSchema = z.object({ accessKeyId: z.string(), secretAccessKey: z.string() });

/** What functions sign their calls with. */
export type Credentials = z.infer<typeof credentialsSchema>;

/**
 * New random credentials. DynamoDB Local keeps the tables of each access key apart, so that systems sharing one do
 * not meet, and nobody who does not know the key sees the data.
 */
function randomCredentials(): Credentials {
  return {
    accessKeyId: `LOCAL${randomBytes(12).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(24).toString('hex'),
  };
}

/** The credentials kept in the file `path`, made at the first call; without a path new ones at each call. */
export function keptCredentials(path: string | undefined): Credentials {
  if (path !== undefined && existsSync(path))
    return credentialsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const credentials = randomCredentials();
  if (path !== undefined) writeWhole(path, JSON.stringify(credentials));
  return credentials;
}
