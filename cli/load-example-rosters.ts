import { readFileSync } from 'node:fs';

import * as z from 'zod';

import { rosterSchema } from '#platform/roster/roster.ts';

import type { ApiClient } from './demo/api-client.ts';

const file = new URL('../config/example.rosters.json', import.meta.url);
const rostersSchema = z.record(z.string(), rosterSchema);

/** Officers of the example, by station. */
export function exampleRosters(): z.infer<typeof rostersSchema> {
  return rostersSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Administrators of the example: each loads the stations of their own partnerships. */
const administrators: Readonly<Record<string, readonly string[]>> = {
  'admin-1': ['yaqian', 'qianqing', 'liaison-centre'],
  'river-admin-1': ['north-bank', 'south-bank', 'river-liaison'],
};

/** Loads the example rosters through the API, as an administrator does. A station that has a roster keeps it. */
export async function loadExampleRosters(as: (officerId: string) => Promise<ApiClient>): Promise<void> {
  const rosters = exampleRosters();
  for (const [officerId, stationIds] of Object.entries(administrators)) {
    const client = await as(officerId);
    for (const stationId of stationIds) {
      const roster = rosters[stationId];
      const path = `/v1/stations/${stationId}/roster`;
      if (roster === undefined || (await hasRoster(client, path))) continue;
      await client.put(path, roster, { ifMatch: '"0"' });
    }
  }
}

async function hasRoster(client: ApiClient, path: string): Promise<boolean> {
  try {
    await client.get(path);
    return true;
  } catch {
    return false;
  }
}
