import { exampleRosters } from '#cli/load-example-rosters.ts';
import { exampleDeployment } from '#cli/run-local.ts';

/** Whose telephone or mailbox an address of the example is: an officer of a station, or the station itself. */
export function stationOfAddress(to: string): string {
  for (const [stationId, { officers }] of Object.entries(exampleRosters())) {
    const officer = officers.find(({ telephone }) => telephone === to);
    if (officer !== undefined) return `${stationId} ${officer.officerId}`;
  }
  const station = exampleDeployment().stations.find(({ contacts }) =>
    [...contacts.emails, ...contacts.telephones].includes(to),
  );
  return station === undefined ? '' : `${station.id} 全所`;
}
