import type { Roster } from '#platform/roster/roster.ts';

import type { ApiClient } from './demo/api-client.ts';
import { exampleDeploymentFile } from './example-deployment.ts';
import { loadRoster } from './rosters/load-roster.ts';
import { stationsWrittenBy } from './rosters/stations-written-by.ts';

/** Officers and first shifts of the example, by station. */
export function exampleRosters(): Readonly<Record<string, Roster>> {
  return exampleDeploymentFile().rosters;
}

/**
 * Loads the example's rosters through the API, each station's as an administrator of its superior. A station whose
 * roster has been changed keeps it.
 */
export async function loadExampleRosters(as: (officerId: string) => Promise<ApiClient>): Promise<void> {
  const { deployment, rosters } = exampleDeploymentFile();
  for (const [stationId, { officers }] of Object.entries(rosters)) {
    const administrator = officers.find(({ roles }) => roles.includes('administrator'));
    if (administrator === undefined) continue;
    const client = await as(administrator.officerId);
    for (const written of stationsWrittenBy(deployment, { stationId, roles: administrator.roles })) {
      const roster = rosters[written];
      if (roster !== undefined) await loadRoster(client, written, roster, { replace: false });
    }
  }
}
