import type { ExchangePlatform } from '#functions/registry/exchange/exchange-platform.ts';
import type { ResidentDetails } from '#functions/registry/model/resident.ts';
import { feedEntrySchema } from '#functions/registry/store/feed.ts';
import { feedPartition, residentKey } from '#functions/registry/store/keys.ts';
import { registerResident } from '#functions/registry/store/resident-command.ts';
import { residentByDocument } from '#functions/registry/store/resident-store.ts';
import { auditEntrySchema, firstBrokenEntry } from '#platform/audit/audit-entry.ts';
import { idempotencyOf } from '#platform/command/idempotency.ts';
import { queryAll } from '#platform/store/item-store.ts';
import { PARTNERSHIP } from '#test/support/registry.ts';
import { inventedResident } from '#test/support/residents.ts';

import { desk, OWN } from './scene.ts';

/** Invented people, each with a number of their own. */
export function people(count: number, from = 0): ResidentDetails[] {
  return Array.from({ length: count }, (_, index) =>
    inventedResident({
      order: 100 + from + index,
      telephones: [`139000000${String(from + index).padStart(2, '0')}`],
      registrations: [
        {
          address: `钱清镇一路${from + index + 1}号`,
          from: '2026-01-01',
          housing: 'rented',
          reportedBy: 'self',
        },
      ],
    }),
  );
}

/** Enters somebody at a station. */
export async function register(
  platform: ExchangePlatform,
  details: ResidentDetails,
  stationId = OWN,
): Promise<void> {
  await registerResident(platform, {
    partnershipId: PARTNERSHIP,
    owningStationId: stationId,
    details,
    actor: desk(stationId),
    action: 'registry.register',
    idempotency: idempotencyOf('test', JSON.stringify(details.documents), details),
  });
}

/** Who has the first document of these details. */
export async function residentOf(platform: ExchangePlatform, { documents: [document] }: ResidentDetails) {
  if (document === undefined) throw new Error('has no document');
  return (await residentByDocument(platform, PARTNERSHIP, document))?.resident;
}

/** What a station has shared. */
export const feedOf = async ({ store }: ExchangePlatform, stationId = OWN) =>
  (await queryAll(store, feedPartition(PARTNERSHIP, stationId), 'ENTRY#', feedEntrySchema)).map(
    ({ body }) => body,
  );

/** What is wrong with the people of a file after all: a broken history, a feed with gaps, somebody who is not there. */
export async function faultsOf(
  platform: ExchangePlatform,
  expected: readonly ResidentDetails[],
): Promise<string[]> {
  const faults: string[] = [];
  for (const details of expected) {
    const resident = await residentOf(platform, details);
    if (resident === undefined) {
      faults.push(`${details.name} is missing.`);
      continue;
    }
    const { pk } = residentKey(PARTNERSHIP, resident.residentId);
    const audits = (await queryAll(platform.store, pk, 'AUDIT#', auditEntrySchema)).map(({ body }) => body);
    if (audits.length !== resident.version || firstBrokenEntry(audits, resident.auditHead) !== undefined)
      faults.push(`The history of ${resident.residentId} is broken.`);
  }
  const feed = await feedOf(platform);
  if (feed.some(({ sequence }, index) => sequence !== index + 1)) faults.push('The feed has gaps.');
  if (new Set(feed.map(({ residentId, version }) => `${residentId}@${version}`)).size < feed.length)
    faults.push('A change was shared twice.');
  return faults;
}
