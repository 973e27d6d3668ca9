import { pairSchema, type Pair } from '#functions/registry/matching/pair.ts';
import { pairKey } from '#functions/registry/store/keys.ts';
import type { HitCase } from '#functions/registry-hit/model/hit-case.ts';
import type { ItemStore, Write } from '#platform/store/item-store.ts';

/**
 * What settles the pair of a hit, so that it is not raised again. The pair belongs to this hit as long as it is raised.
 * @throws Error when the registry has another opinion
 */
export async function pairSettled(
  store: ItemStore,
  { caseId, partnershipId, noticeId, residentId }: HitCase,
  status: Pair['status'],
): Promise<Write> {
  const found = await store.get(pairKey(partnershipId, noticeId, residentId), pairSchema);
  if (found?.body.hitCaseId !== caseId) throw new Error('The pair of an open hit belongs to another case.');
  const item = { key: found.key, entity: 'pair' as const, body: { ...found.body, status } };
  return { kind: 'replace', item, revision: found.revision };
}
