import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import * as z from 'zod';

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
  if (path !== undefined) writeFileSync(path, JSON.stringify(credentials), { mode: 0o600 });
  return credentials;
}
