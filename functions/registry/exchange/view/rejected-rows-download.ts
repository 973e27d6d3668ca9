import { ownImport, type ImportQuestion } from '#functions/registry/exchange/commands/own-import.ts';
import type { ExchangePlatform } from '#functions/registry/exchange/exchange-platform.ts';
import {
  importProgressKey,
  importProgressSchema,
} from '#functions/registry/exchange/model/import-progress.ts';
import { rejectedFileName } from '#functions/registry/exchange/model/object-names.ts';
import { ConflictError, NotFoundError } from '#platform/errors.ts';

import { download, type Download } from './download.ts';

/**
 * Where the station fetches the rows that come back, each with its reason, so that it can mend them and import that file.
 * @throws ConflictError `import-not-done` while rows are still written, `nothing-rejected` when none came back
 * @throws NotFoundError when there is no such import of the officer's station
 */
export async function rejectedRowsDownload(
  platform: ExchangePlatform,
  question: ImportQuestion,
): Promise<Download> {
  const record = await ownImport(platform, question);
  const { partnershipId, importId, status, cut } = record;
  if (status !== 'done')
    throw new ConflictError('import-not-done', `The import is not done: it is "${status}".`);
  const progress = await platform.store.get(importProgressKey(partnershipId, importId), importProgressSchema);
  if (cut === undefined || progress === undefined) throw new NotFoundError();
  if (progress.body.counts.rejected === 0)
    throw new ConflictError('nothing-rejected', 'Every row of the file was taken.');
  return download(platform, {
    actor: question.actor,
    action: 'registry.import',
    target: importId,
    objectName: rejectedFileName(record, cut.cutId),
    fileName: `退回行-${importId}.csv`,
  });
}
