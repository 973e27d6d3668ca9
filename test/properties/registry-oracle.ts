import * as z from 'zod';

import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { lookUp } from '#functions/registry/lookup/look-up.ts';
import { feedEntrySchema } from '#functions/registry/store/feed.ts';
import { feedPartition, residentKey } from '#functions/registry/store/keys.ts';
import { keptResidentSchema, loadResident } from '#functions/registry/store/resident-record.ts';
import { auditEntrySchema, firstBrokenEntry } from '#platform/audit/audit-entry.ts';
import { queryAll } from '#platform/store/item-store.ts';
import { officer } from '#test/support/platform.ts';
import type { MemoryStore } from '#test/support/memory-store.ts';
import { PARTNERSHIP } from '#test/support/registry.ts';

import { people, personalTexts } from './registry-course.ts';

/** What leads to a person: none of it may be left of one who is erased. */
const leading: readonly string[] = ['term', 'documentTerm', 'birthTerm', 'personKey'];

/** What is wrong with the registry as it stands: personal texts in clear, a broken chain, a feed with gaps, one person twice. */
export async function standingFaults(platform: RegistryPlatform, store: MemoryStore): Promise<string[]> {
  const faults: string[] = [];
  const all = JSON.stringify(store.items());
  for (const text of personalTexts) if (all.includes(text)) faults.push(`${text} stands in clear`);
  const holders = new Map<string, string>();
  for (const { key, entity, body } of store.items()) {
    if (entity !== 'resident' && entity !== 'proposal') continue;
    const chain = (await queryAll(store, key.pk, 'AUDIT#', auditEntrySchema)).map((entry) => entry.body);
    const { auditHead } = z.object({ auditHead: z.string() }).parse(body);
    if (firstBrokenEntry(chain, auditHead) !== undefined) faults.push(`the chain of ${key.pk} is broken`);
    if (entity !== 'resident') continue;
    const { residentId } = keptResidentSchema.parse(body);
    const resident = (await loadResident(platform, PARTNERSHIP, residentId))?.resident;
    for (const { number } of resident?.details.documents ?? []) {
      if (holders.has(number)) faults.push(`${residentId} has the document of ${holders.get(number)}`);
      holders.set(number, residentId);
    }
  }
  for (const stationId of ['qianqing', 'yaqian']) {
    const feed = await queryAll(store, feedPartition(PARTNERSHIP, stationId), 'ENTRY#', feedEntrySchema);
    if (feed.some(({ body }, index) => body.sequence !== index + 1)) faults.push(`${stationId} has a gap`);
  }
  return faults;
}

/** What is left of those who were erased. */
export async function erasedFaults(
  platform: RegistryPlatform,
  store: MemoryStore,
  erased: ReadonlySet<string>,
): Promise<string[]> {
  const faults: string[] = [];
  for (const residentId of erased) {
    if ((await platform.vault.keyOf(residentId)) !== undefined) faults.push(`${residentId} has a key`);
    if ((await loadResident(platform, PARTNERSHIP, residentId)) !== undefined)
      faults.push(`${residentId} can be read`);
    const left = store
      .items()
      .filter(({ entity }) => leading.includes(entity))
      .filter((item) => JSON.stringify([item.key, item.body]).includes(residentId));
    if (left.length > 0) faults.push(`${residentId} is found by ${left.map(({ key }) => key.pk).join(', ')}`);
    const kept = await store.get(residentKey(PARTNERSHIP, residentId), keptResidentSchema);
    if (kept?.body.details !== null) faults.push(`${residentId} keeps details`);
  }
  const reason = { purpose: 'identityCheck', ground: { legalBasis: 'policeLaw' } };
  const everything = people.flatMap(({ documents, name, birthDate }) => [
    ...documents.map((document) => ({ document })),
    { name },
    { birthDate },
  ]);
  for (const criteria of everything) {
    const answer = await lookUp(platform, officer('yaqian', 'chief'), PARTNERSHIP, { ...reason, criteria });
    const found = JSON.stringify(answer);
    for (const id of erased) if (found.includes(id)) faults.push(`${id} is found`);
  }
  return faults;
}
