import type { Role } from '#platform/actor/actor.ts';
import { dutyBookKey, type Roster } from '#platform/roster/roster.ts';
import type { ItemStore } from '#platform/store/item-store.ts';

import { exampleDeploymentFile } from './platform.ts';

const { rosters } = exampleDeploymentFile();

/** The example rosters, by station. */
export function exampleRosters(): Readonly<Record<string, Roster>> {
  return rosters;
}

/** The example rosters of the two stations and their superior. */
export function partnershipRosters(): Readonly<Record<string, Roster>> {
  const ids = ['yaqian', 'qianqing', 'liaison-centre'];
  return Object.fromEntries(Object.entries(rosters).filter(([id]) => ids.includes(id)));
}

/** Those rosters, in which nobody at that station ever holds a role. */
export function rostersWithout(stationId: string, role: Role): Readonly<Record<string, Roster>> {
  const entries = Object.entries(partnershipRosters()).map(([id, roster]): [string, Roster] =>
    id === stationId
      ? [id, { ...roster, weekly: roster.weekly.filter((shift) => shift.role !== role) }]
      : [id, roster],
  );
  return Object.fromEntries(entries);
}

/** The telephone of an officer of the example. */
export function telephoneOf(stationId: string, officerId: string): string {
  const found = exampleRosters()[stationId]?.officers.find((officer) => officer.officerId === officerId);
  if (found === undefined) throw new Error(`No officer ${officerId}.`);
  return found.telephone;
}

/** Puts rosters into the duty books, as the first entry of each. */
export async function loadRosters(
  store: ItemStore,
  rosters: Readonly<Record<string, Roster>> = exampleRosters(),
): Promise<void> {
  if (Object.keys(rosters).length === 0) return;
  await store.transact(
    Object.entries(rosters).map(([stationId, roster]) => ({
      kind: 'create',
      item: {
        key: dutyBookKey(stationId),
        entity: 'book',
        body: { stationId, version: 1, auditHead: '', roster },
      },
    })),
  );
}

/** Who has a telephone number, by the example rosters. */
export function officerWithTelephone(telephone: string): string {
  const officers = Object.values(rosters).flatMap((roster) => roster.officers);
  return officers.find((officer) => officer.telephone === telephone)?.officerId ?? telephone;
}
