import * as z from 'zod';

import type { Resident } from '#functions/registry/model/resident.ts';
import { pairKey, residentKey } from '#functions/registry/store/keys.ts';
import type { ItemStore, Key, Write } from '#platform/store/item-store.ts';

import { pairSchema } from './pair.ts';

const pairsSchema = z.object({ noticeIds: z.array(z.string()) });

type Named = Pick<Resident, 'partnershipId' | 'residentId'>;

function pairsKey({ partnershipId, residentId }: Named): Key {
  return { pk: residentKey(partnershipId, residentId).pk, sk: 'PAIRS' };
}

/** What remembers, beside a resident, that a pair of theirs is raised: whoever erases them at that moment is stopped. */
export async function pairOfResident(store: ItemStore, resident: Named, noticeId: string): Promise<Write> {
  const key = pairsKey(resident);
  const found = await store.get(key, pairsSchema);
  const noticeIds = [...new Set([...(found?.body.noticeIds ?? []), noticeId])];
  const item = { key, entity: 'pair' as const, body: { noticeIds } };
  return found === undefined ? { kind: 'create', item } : { kind: 'replace', item, revision: found.revision };
}

/** The hits of a resident on which officers have not decided, and the write that holds only while no other is raised. */
export async function openHitsOf(
  store: ItemStore,
  resident: Named,
): Promise<{ readonly caseIds: readonly string[]; readonly unlessRaised: Write }> {
  const key = pairsKey(resident);
  const found = await store.get(key, pairsSchema);
  const pairs = await Promise.all(
    (found?.body.noticeIds ?? []).map((noticeId) =>
      store.get(pairKey(resident.partnershipId, noticeId, resident.residentId), pairSchema),
    ),
  );
  const open = pairs.flatMap((pair) => (pair?.body.status === 'raised' ? [pair.body.hitCaseId] : []));
  return { caseIds: open, unlessRaised: { kind: 'check', key, revision: found?.revision ?? 0 } };
}
