import { importPartSchema } from '#functions/registry/exchange/import-part.ts';
import type { ImportProgress } from '#functions/registry/exchange/model/import-progress.ts';
import type { ImportRecord } from '#functions/registry/exchange/model/import-record.ts';
import { importPartKey } from '#functions/registry/store/keys.ts';
import { workWrite } from '#functions/registry/store/work-store.ts';
import type { ItemStore, Write } from '#platform/store/item-store.ts';

/**
 * What keeps what came of the part at work so far, and has its residents compared with the wanted notices. Of an import that
 * was stopped a part is kept before it is whole, and again when it is.
 */
export async function partWrites(
  store: ItemStore,
  { partnershipId, importId }: ImportRecord,
  { part, residentIds, rejected }: ImportProgress,
  at: Date,
): Promise<Write[]> {
  const key = importPartKey(partnershipId, importId, part);
  const known = await store.get(key, importPartSchema);
  const item = { key, entity: 'importPart' as const, body: { residentIds, rejected } };
  return [
    known === undefined ? { kind: 'create', item } : { kind: 'replace', item, revision: known.revision },
    ...(residentIds.length === 0
      ? []
      : [workWrite({ type: 'compareImportPart', partnershipId, importId, part }, at)]),
  ];
}
