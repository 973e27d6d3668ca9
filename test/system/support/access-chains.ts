import { auditEntrySchema, firstBrokenEntry, type AuditEntry } from '#platform/audit/audit-entry.ts';

import type { TestSystem } from './test-system.ts';

const CHAIN_PREFIX = 'ACCESS#';

/** Lookups and refusals of a station today, in order. */
export async function accessEntriesOf(system: TestSystem, stationId: string): Promise<AuditEntry[]> {
  const day = new Date(system.now()).toISOString().slice(0, 10);
  const items = await system.items(`${CHAIN_PREFIX}${stationId}#${day}`, 'ENTRY#');
  return items.map(({ body }) => auditEntrySchema.parse(body));
}

/** Names of the access chains in which an entry does not follow its predecessor, or the head is another. */
export async function brokenAccessChains(system: TestSystem): Promise<string[]> {
  const chains = Map.groupBy(
    (await system.allItems()).filter(({ pk }) => pk.startsWith(CHAIN_PREFIX)),
    ({ pk }) => pk,
  );
  return [...chains].flatMap(([chain, items]) => {
    const entries = items.filter(({ sk }) => sk !== 'HEAD').toSorted((a, b) => (a.sk < b.sk ? -1 : 1));
    const head = items.find(({ sk }) => sk === 'HEAD')?.body['hash'];
    const parsed = entries.map(({ body }) => auditEntrySchema.parse(body));
    const broken = typeof head !== 'string' || firstBrokenEntry(parsed, head) !== undefined;
    return broken ? [chain] : [];
  });
}
