import { setTimeout as sleep } from 'node:timers/promises';

import type { ExchangePlatform } from '#functions/registry/exchange/exchange-platform.ts';
import type { ImportLine } from '#functions/registry/exchange/model/import-line.ts';
import {
  importProgressKey,
  importProgressSchema,
  type ImportProgress,
} from '#functions/registry/exchange/model/import-progress.ts';
import { importSchema, type ImportRecord } from '#functions/registry/exchange/model/import-record.ts';
import { feedWrites } from '#functions/registry/store/feed.ts';
import { importKey } from '#functions/registry/store/keys.ts';
import type { Work } from '#functions/registry/work/work.ts';
import { BusyError } from '#platform/errors.ts';
import { ConditionFailedError, type Stored, type Write } from '#platform/store/item-store.ts';

import { finishPart } from './finish-part.ts';
import { readPart } from './part-file.ts';
import { planBatch } from './plan-batch.ts';

/** A batch that others keep coming in between is tried this often before the work is put off to a later round. */
const ATTEMPTS = 40;
const BACKOFF_MS = 15;
const LONGEST_BACKOFF_MS = 250;

/** An import as it stands when a batch is planned. */
interface Standing {
  readonly record: Stored<ImportRecord>;
  readonly progress: Stored<ImportProgress>;
}

/**
 * Writes a part of a file, as many people in a transaction as fit, each with the progress that says so. Killed anywhere and
 * done again it goes on where it was; a part that is written, and an import that was stopped, are left alone.
 * @throws BusyError when others kept coming in between
 */
export async function writeImportPart(
  platform: ExchangePlatform,
  work: Omit<Extract<Work, { type: 'writeImportPart' }>, 'type'>,
): Promise<void> {
  let lines: readonly ImportLine[] | undefined;
  for (let attempt = 0; attempt < ATTEMPTS;) {
    const standing = await standingOf(platform, work);
    if (standing === undefined) return;
    lines ??= await readPart(platform.files, standing.record.body, work.part);
    try {
      if (standing.progress.body.next >= lines.length) {
        await finishPart(platform, standing.record, standing.progress);
        return;
      }
      await writeBatch(platform, standing, lines);
      attempt = 0;
    } catch (error) {
      if (!(error instanceof ConditionFailedError || error instanceof BusyError)) throw error;
      attempt++;
      await sleep(Math.random() * Math.min(BACKOFF_MS * attempt, LONGEST_BACKOFF_MS));
    }
  }
  throw new BusyError();
}

/** Undefined when the part is not what is to be written now. */
async function standingOf(
  { store }: ExchangePlatform,
  { partnershipId, importId, part }: Omit<Extract<Work, { type: 'writeImportPart' }>, 'type'>,
): Promise<Standing | undefined> {
  const record = await store.get(importKey(partnershipId, importId), importSchema);
  if (record?.body.status !== 'writing') return undefined;
  const progress = await store.get(importProgressKey(partnershipId, importId), importProgressSchema);
  return progress?.body.part === part ? { record, progress } : undefined;
}

async function writeBatch(
  platform: ExchangePlatform,
  { record, progress }: Standing,
  lines: readonly ImportLine[],
): Promise<void> {
  const at = platform.clock.now();
  const { partnershipId, stationId } = record.body;
  const batch = await planBatch(platform, record.body, lines, progress.body, at);
  const feed =
    batch.changes.length === 0
      ? []
      : await feedWrites(platform.store, partnershipId, stationId, batch.changes, at);
  const own: Write[] = [
    // Nothing is written any more once somebody has stopped the import.
    { kind: 'check', key: record.key, revision: record.revision },
    {
      kind: 'replace',
      item: { key: progress.key, entity: 'importPart', body: batch.next },
      revision: progress.revision,
    },
  ];
  await platform.store.transact([...own, ...batch.writes, ...feed]);
}
