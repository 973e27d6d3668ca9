import { ownImport, type ImportQuestion } from '#functions/registry/exchange/commands/own-import.ts';
import {
  importProgressKey,
  importProgressSchema,
} from '#functions/registry/exchange/model/import-progress.ts';
import { fileNameKey, fileNameSchema } from '#functions/registry/exchange/model/upload.ts';
import type { Platform } from '#platform/platform.ts';

import { importView, type ImportView } from './import-view.ts';

/**
 * How far an import of the officer's station is. Counts only, so that it is asked for as often as somebody watches it.
 * @throws NotFoundError when there is none, or it is another station's
 */
export async function readImport(platform: Platform, question: ImportQuestion): Promise<ImportView> {
  const record = await ownImport(platform, question);
  const { partnershipId, importId, uploadId } = record;
  const [progress, name] = await Promise.all([
    platform.store.get(importProgressKey(partnershipId, importId), importProgressSchema),
    platform.store.get(fileNameKey(partnershipId, uploadId), fileNameSchema),
  ]);
  return importView(record, progress?.body, name?.body.name);
}
