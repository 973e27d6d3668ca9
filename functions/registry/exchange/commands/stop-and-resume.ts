import { importLedger, type ImportRecord } from '#functions/registry/exchange/model/import-record.ts';
import {
  importProgressKey,
  importProgressSchema,
} from '#functions/registry/exchange/model/import-progress.ts';
import { partWrites } from '#functions/registry/exchange/work/part-writes.ts';
import { workWrite } from '#functions/registry/store/work-store.ts';
import type { Work } from '#functions/registry/work/work.ts';
import type { Idempotency, Reply } from '#platform/command/idempotency.ts';
import { requireReply, runCommand, type Decision } from '#platform/command/run-command.ts';
import { ConflictError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import type { Write } from '#platform/store/item-store.ts';

import { ownImport, type ImportQuestion } from './own-import.ts';

/**
 * Stops an import: the rows that are written stay, no other is written until somebody lets it go on.
 * @throws ConflictError `import-over` when it has come to its end
 */
export function stopImport(
  platform: Platform,
  question: ImportQuestion,
  idempotency: Idempotency,
): Promise<Reply> {
  return changeImport(platform, question, idempotency, async (state, at) => {
    const decision = decided({ ...state, status: 'stopped' }, 'importStopped');
    return { ...decision, writes: await comparingWrites(platform, state, at) };
  });
}

/**
 * Lets an import go on where it ended, one that was stopped or one whose work was given up. Of one that is at work nothing is
 * done twice.
 * @throws ConflictError `import-over` when it has come to its end
 */
export function resumeImport(
  platform: Platform,
  question: ImportQuestion,
  idempotency: Idempotency,
): Promise<Reply> {
  return changeImport(platform, question, idempotency, async (state, at) => {
    const status = state.cut === undefined ? 'reading' : 'writing';
    const decision = decided({ ...state, status }, 'importResumed');
    return { ...decision, writes: [workWrite(await workLeft(platform, state), at)] };
  });
}

/** Who is written by now is compared by now: nobody knows whether the import goes on. */
async function comparingWrites({ store }: Platform, state: ImportRecord, at: Date): Promise<Write[]> {
  const key = importProgressKey(state.partnershipId, state.importId);
  const progress = await store.get(key, importProgressSchema);
  if (progress === undefined || progress.body.residentIds.length === 0) return [];
  const writes = await partWrites(store, state, progress.body, at);
  return [{ kind: 'check', key, revision: progress.revision }, ...writes];
}

async function workLeft({ store }: Platform, { partnershipId, importId, cut }: ImportRecord): Promise<Work> {
  if (cut === undefined) return { type: 'readImport', partnershipId, importId };
  const progress = await store.get(importProgressKey(partnershipId, importId), importProgressSchema);
  return { type: 'writeImportPart', partnershipId, importId, part: progress?.body.part ?? 1 };
}

async function changeImport(
  platform: Platform,
  question: ImportQuestion,
  idempotency: Idempotency,
  decide: (state: ImportRecord, at: Date) => Decision<ImportRecord> | Promise<Decision<ImportRecord>>,
): Promise<Reply> {
  const { actor } = question;
  const reply = await runCommand<ImportRecord>(platform, {
    actor,
    action: 'registry.import',
    idempotency,
    load: () => ownImport(platform, question),
    ledger: importLedger,
    generation: () => 1,
    decide: (state, at) => {
      if (state === undefined || state.status === 'done' || state.status === 'refused')
        throw new ConflictError('import-over', 'The import has come to its end.');
      return decide(state, at);
    },
  });
  return requireReply(reply);
}

function decided(next: ImportRecord, type: string): Decision<ImportRecord> {
  const { importId, status, version } = next;
  return {
    next,
    event: { type, data: {} },
    reply: { status: 200, body: { importId, status, version: version + 1 } },
  };
}
