import type { ExchangePlatform } from '#functions/registry/exchange/exchange-platform.ts';
import type { ImportProgress } from '#functions/registry/exchange/model/import-progress.ts';
import { importLedger, type ImportRecord } from '#functions/registry/exchange/model/import-record.ts';
import { workWrite } from '#functions/registry/store/work-store.ts';
import { ledgerWrites } from '#platform/command/ledger.ts';
import type { Stored, Write } from '#platform/store/item-store.ts';

import { importer } from './importer.ts';
import { partWrites } from './part-writes.ts';
import { writeRejectedFile } from './rejected-file.ts';

/**
 * Ends a part: its residents are compared from now on, and the next part is due; or, after the last one, the import is done. The
 * file of rejected rows is written before that, so that who sees `done` finds it.
 * @throws ConditionFailedError when somebody else was quicker, or has stopped the import
 */
export async function finishPart(
  platform: ExchangePlatform,
  record: Stored<ImportRecord>,
  progress: Stored<ImportProgress>,
): Promise<void> {
  const at = platform.clock.now();
  const { partnershipId, importId, cut } = record.body;
  const part = progress.body.part + 1;
  const next: ImportProgress = { ...progress.body, part, next: 0, residentIds: [], rejected: [] };
  const writes: Write[] = [
    {
      kind: 'replace',
      item: { key: progress.key, entity: 'importPart', body: next },
      revision: progress.revision,
    },
    ...(await partWrites(platform.store, record.body, progress.body, at)),
  ];
  if (part <= (cut?.parts ?? 0)) {
    await platform.store.transact([
      { kind: 'check', key: record.key, revision: record.revision },
      ...writes,
      workWrite({ type: 'writeImportPart', partnershipId, importId, part }, at),
    ]);
    return;
  }
  await writeRejectedFile(platform, record.body, progress.body);
  await platform.store.transact(doneWrites(record.body, progress.body, at, writes));
}

function doneWrites(record: ImportRecord, { counts }: ImportProgress, at: Date, writes: Write[]): Write[] {
  return ledgerWrites<ImportRecord>({
    ledger: importLedger(record),
    before: record,
    next: { ...record, status: 'done', finishedAt: at.toISOString() },
    actor: importer,
    action: 'process.import',
    at,
    event: { type: 'importDone', data: { ...counts } },
    generation: 1,
    effects: [],
    writes,
    reply: { status: 200, body: {} },
  });
}
