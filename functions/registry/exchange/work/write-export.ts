import * as z from 'zod';

import type { ExchangePlatform } from '#functions/registry/exchange/exchange-platform.ts';
import {
  exportLedger,
  exportObjectName,
  exportSchema,
  type ExportRecord,
} from '#functions/registry/exchange/model/export-record.ts';
import { contentTypes } from '#functions/registry/files/table-format.ts';
import type { ResidentDetails } from '#functions/registry/model/resident.ts';
import { exportKey, stationResidents } from '#functions/registry/store/keys.ts';
import { loadResidents } from '#functions/registry/store/resident-record.ts';
import type { Work } from '#functions/registry/work/work.ts';
import { runCommand } from '#platform/command/run-command.ts';

import { importer } from './importer.ts';

/** Residents that are opened at once. */
const PAGE = 100;
const listedSchema = z.object({ residentId: z.string() });

/**
 * Writes the file of an export: the residents of the station as they are read, one after the other. Killed and done again it is
 * written anew, in the place of what was there.
 */
export async function writeExport(
  platform: ExchangePlatform,
  { partnershipId, exportId }: Omit<Extract<Work, { type: 'writeExport' }>, 'type'>,
): Promise<void> {
  const load = async () => (await platform.store.get(exportKey(partnershipId, exportId), exportSchema))?.body;
  const record = await load();
  if (record?.status !== 'writing') return;
  const listed = new Listed();
  const content = platform.tables.write(listed.counting(residentsOf(platform, record)), record.format);
  await platform.files.write(exportObjectName(record), content, contentTypes[record.format]);
  await runCommand<ExportRecord>(platform, {
    actor: importer,
    action: 'process.export',
    load,
    ledger: exportLedger,
    generation: () => 1,
    decide: (state, at) => {
      if (state?.status !== 'writing') return undefined;
      const { residents } = listed;
      return {
        next: { ...state, status: 'done', finishedAt: at.toISOString(), residents },
        event: { type: 'exportDone', data: { residents } },
        reply: { status: 200, body: {} },
      };
    },
  });
}

/** Counts what passes. */
class Listed {
  residents = 0;

  async *counting<T>(values: AsyncIterable<T>): AsyncGenerator<T> {
    for await (const value of values) {
      this.residents++;
      yield value;
    }
  }
}

/** The residents for whom the station answers, by id; the list lags behind what was written by a moment. */
async function* residentsOf(
  platform: ExchangePlatform,
  { partnershipId, stationId }: ExportRecord,
): AsyncGenerator<ResidentDetails> {
  const list = stationResidents(partnershipId, stationId);
  let cursor: string | undefined;
  do {
    const options = { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) };
    const page = await platform.store.queryIndex('gsi1', list, listedSchema, options);
    const ids = page.items.map(({ body }) => body.residentId);
    for (const { details, owningStationId } of await loadResidents(platform, partnershipId, ids))
      if (owningStationId === stationId) yield details;
    cursor = page.cursor;
  } while (cursor !== undefined);
}
