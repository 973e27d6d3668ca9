import type { ExchangePlatform } from '#functions/registry/exchange/exchange-platform.ts';
import type { ImportLine } from '#functions/registry/exchange/model/import-line.ts';
import {
  importProgressKey,
  importProgressSchema,
  noRows,
} from '#functions/registry/exchange/model/import-progress.ts';
import {
  importLedger,
  importSchema,
  type ImportRecord,
} from '#functions/registry/exchange/model/import-record.ts';
import { partFileName, rejectedRowsName } from '#functions/registry/exchange/model/object-names.ts';
import { writeImportPart } from '#functions/registry/exchange/work/write-import-part.ts';
import { writeJsonLines } from '#functions/registry/exchange/work/json-lines.ts';
import type { ResidentDetails } from '#functions/registry/model/resident.ts';
import { importKey } from '#functions/registry/store/keys.ts';
import { PENDING_WORK, workRowSchema, workWrite } from '#functions/registry/store/work-store.ts';
import { doWork } from '#functions/registry/work/do-work.ts';
import type { Work } from '#functions/registry/work/work.ts';
import { GENESIS_HASH } from '#platform/audit/audit-entry.ts';
import type { ItemStore } from '#platform/store/item-store.ts';
import { MemoryExchangeFiles } from '#test/support/exchange-files.ts';
import type { TurnedClock } from '#test/support/platform.ts';
import { officer } from '#test/support/platform.ts';
import { PARTNERSHIP, registryPlatform } from '#test/support/registry.ts';

/** The station that imports in these tests, and the other one of the partnership. */
export const OWN = 'qianqing';
export const OTHER = 'yaqian';

/** The desk of a station. */
export const desk = (stationId = OWN) => officer(stationId, 'dutyOfficer');

/** A registry with a file exchange, both in memory unless given. */
export function exchangePlatform(
  store?: ItemStore,
  clock?: TurnedClock,
): ExchangePlatform & { readonly clock: TurnedClock; readonly files: MemoryExchangeFiles } {
  return { ...registryPlatform(store, clock), files: new MemoryExchangeFiles(), tables: plainTables };
}

/** People as lines of a part, each on a row of their own. */
export function linesOf(people: readonly ResidentDetails[]): ImportLine[] {
  return people.map((details, index) => ({
    rows: [{ row: index + 2, cells: [details.name, `row ${index + 2}`] }],
    details,
  }));
}

/** An import whose file is to be read. */

import { plainTables } from './plain-tables.ts';
export function importRecord(
  { clock }: ExchangePlatform,
  { importId = 'IM-1', stationId = OWN }: { readonly importId?: string; readonly stationId?: string } = {},
): ImportRecord {
  return {
    importId,
    partnershipId: PARTNERSHIP,
    stationId,
    uploadId: 'UP-1',
    format: 'csv',
    status: 'reading',
    requestedAt: clock.now().toISOString(),
    requestedBy: { kind: 'officer', officerId: desk(stationId).officerId, stationId },
    version: 1,
    auditHead: GENESIS_HASH,
  };
}

/** A file of a station that has been read, with these parts; its first one is due. */
export async function cutImport(
  platform: ExchangePlatform,
  parts: readonly (readonly ImportLine[])[],
  { importId = 'IM-1', stationId = OWN }: { readonly importId?: string; readonly stationId?: string } = {},
): Promise<void> {
  const { store, clock, files } = platform;
  const at = clock.now();
  const rowsRead = parts.flat().reduce((rows, line) => rows + line.rows.length, 0);
  const record: ImportRecord = {
    ...importRecord(platform, { importId, stationId }),
    status: 'writing',
    cut: { cutId: 'C-1', parts: parts.length, rowsRead, unknownColumns: [] },
  };
  for (const [index, lines] of parts.entries())
    await writeJsonLines(files, partFileName(record, 'C-1', index + 1), lines);
  await writeJsonLines(files, rejectedRowsName(record, 'C-1'), []);
  const progress = { part: 1, next: 0, counts: noRows, residentIds: [], rejected: [] };
  const key = importProgressKey(PARTNERSHIP, importId);
  const { index, entity } = importLedger(record);
  await store.transact([
    { kind: 'create', item: { key: importKey(PARTNERSHIP, importId), entity, body: record, ...index } },
    { kind: 'create', item: { key, entity: 'importPart', body: progress } },
    workWrite({ type: 'writeImportPart', partnershipId: PARTNERSHIP, importId, part: 1 }, at),
  ]);
}

/** What a test has done of the work that is due. */
export type Workers = Partial<
  Record<Work['type'], (platform: ExchangePlatform, work: Work) => Promise<void>>
>;

/** Writes the parts of files. */
export const writers: Workers = {
  writeImportPart: async (platform, work) => {
    if (work.type === 'writeImportPart') await writeImportPart(platform, work);
  },
};

/** Has done what is due until nothing is; what `workers` do not do is left pending. @returns what was done */
export async function settle(platform: ExchangePlatform, workers = writers): Promise<Work['type'][]> {
  const done: Work['type'][] = [];
  const carryOut = async (work: Work) => workers[work.type]?.(platform, work);
  for (;;) {
    const pending = await platform.store.queryIndex('gsi2', PENDING_WORK, workRowSchema, { limit: 10_000 });
    const due = pending.items.filter(({ body }) => body.work.type in workers);
    if (due.length === 0) return done;
    for (const { key, body } of due) {
      await doWork({ ...platform, deadLetters: { add: async () => undefined }, carryOut }, key);
      done.push(body.work.type);
    }
  }
}

/** The parts of imports whose comparison with the wanted list is due. */
export async function comparisonsDue({ store }: ExchangePlatform): Promise<number[]> {
  const pending = await store.queryIndex('gsi2', PENDING_WORK, workRowSchema, { limit: 10_000 });
  const parts = pending.items.flatMap(({ body: { work } }) =>
    work.type === 'compareImportPart' ? [work.part] : [],
  );
  return parts.toSorted((one, other) => one - other);
}

/** State and counts of an import. */
export async function outcomeOf({ store }: ExchangePlatform, importId = 'IM-1') {
  const record = await store.get(importKey(PARTNERSHIP, importId), importSchema);
  const progress = await store.get(importProgressKey(PARTNERSHIP, importId), importProgressSchema);
  return { status: record?.body.status, ...progress?.body.counts };
}
