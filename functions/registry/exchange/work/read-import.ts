import type { ExchangePlatform } from '#functions/registry/exchange/exchange-platform.ts';
import {
  importProgressKey,
  noRows,
  type ImportProgress,
} from '#functions/registry/exchange/model/import-progress.ts';
import {
  importLedger,
  importSchema,
  type ImportRecord,
} from '#functions/registry/exchange/model/import-record.ts';
import { UnreadableFileError } from '#functions/registry/files/unreadable-file-error.ts';
import { importKey } from '#functions/registry/store/keys.ts';
import { workWrite } from '#functions/registry/store/work-store.ts';
import type { Work } from '#functions/registry/work/work.ts';
import { runCommand, type Decision } from '#platform/command/run-command.ts';
import { newId } from '#platform/ids.ts';

import { cutFile, type CutFile } from './cut-file.ts';
import { importer } from './importer.ts';

/**
 * Reads an uploaded file whole and cuts it into parts, of which the first is due from then on. A file that is broken is refused:
 * nothing of it is written. Killed and done again it reads anew; what an earlier reading left behind is in nobody's way.
 */
export async function readImport(
  platform: ExchangePlatform,
  { partnershipId, importId }: Omit<Extract<Work, { type: 'readImport' }>, 'type'>,
): Promise<void> {
  const load = async () => (await platform.store.get(importKey(partnershipId, importId), importSchema))?.body;
  const record = await load();
  if (record?.status !== 'reading') return;
  const cutId = newId('C', platform.clock.now());
  const read = await cutOrRefusal(platform, record, cutId);
  await runCommand<ImportRecord>(platform, {
    actor: importer,
    action: 'process.import',
    load,
    ledger: importLedger,
    generation: () => 1,
    decide: (state, at) => {
      if (state?.status !== 'reading') return undefined;
      return 'reason' in read ? refused(state, read, at) : cut(state, cutId, read, at);
    },
  });
}

type Refusal = NonNullable<ImportRecord['refusal']>;

const lapsed: Refusal = { reason: 'lapsed', message: 'The file is not there any more. Upload it again.' };

async function cutOrRefusal(
  platform: ExchangePlatform,
  record: ImportRecord,
  cutId: string,
): Promise<CutFile | Refusal> {
  try {
    return (await cutFile(platform, record, cutId)) ?? lapsed;
  } catch (error) {
    if (error instanceof UnreadableFileError) return { reason: error.reason, message: error.message };
    throw error;
  }
}

function refused(state: ImportRecord, refusal: Refusal, at: Date): Decision<ImportRecord> {
  return {
    next: { ...state, status: 'refused', refusal, finishedAt: at.toISOString() },
    event: { type: 'fileRefused', data: { reason: refusal.reason } },
    reply: { status: 200, body: {} },
  };
}

function cut(
  state: ImportRecord,
  cutId: string,
  { parts, rowsRead, rejected, unknownColumns }: CutFile,
  at: Date,
): Decision<ImportRecord> {
  const { partnershipId, importId } = state;
  const progress: ImportProgress = {
    part: 1,
    next: 0,
    counts: { ...noRows, rejected },
    residentIds: [],
    rejected: [],
  };
  const key = importProgressKey(partnershipId, importId);
  return {
    next: {
      ...state,
      status: 'writing',
      cut: { cutId, parts, rowsRead, unknownColumns: [...unknownColumns] },
    },
    event: { type: 'fileRead', data: { rowsRead, rejected, parts } },
    writes: [
      { kind: 'create', item: { key, entity: 'importPart', body: progress } },
      workWrite({ type: 'writeImportPart', partnershipId, importId, part: 1 }, at),
    ],
    reply: { status: 200, body: {} },
  };
}
