import { beforeEach, describe, expect, test } from 'vitest';
import { text } from 'node:stream/consumers';

import { exampleDeployment } from '#cli/run-local.ts';
import { importLedger, importSchema } from '#functions/registry/exchange/model/import-record.ts';
import { rejectedFileName } from '#functions/registry/exchange/model/object-names.ts';
import { uploadObjectName } from '#functions/registry/exchange/model/upload.ts';
import { readImport } from '#functions/registry/exchange/work/read-import.ts';
import type { FoundFile } from '#functions/registry/files/exchange-files.ts';
import { residentTables } from '#functions/registry/files/resident-table-files.ts';
import type { TableFormat } from '#functions/registry/files/table-format.ts';
import { unreadableReasons } from '#functions/registry/files/unreadable-file-error.ts';
import { importKey, stationResidents } from '#functions/registry/store/keys.ts';
import {
  exchangePlatform,
  importRecord,
  OWN,
  outcomeOf,
  settle,
} from '#test/functions/registry/exchange/scene.ts';
import { PARTNERSHIP } from '#test/support/registry.ts';
import { inventedNumber } from '#test/support/residents.ts';
import { sheetOf, textRow, workbook } from '#test/support/workbooks.ts';
import * as z from 'zod';

import { malformedFiles, malformedRows } from './malformed-files.ts';

const { files: settings } = exampleDeployment().registry;
const GIGABYTE = 1024 ** 3;

let platform: ReturnType<typeof exchangePlatform>;
beforeEach(() => {
  platform = { ...exchangePlatform(), tables: residentTables(settings) };
});

/** Imports a file, and says what has become of it. */
async function imported(format: TableFormat, content?: Uint8Array | string) {
  const record = { ...importRecord(platform), format };
  const { index, entity } = importLedger(record);
  const key = importKey(PARTNERSHIP, record.importId);
  await platform.store.transact([{ kind: 'create', item: { key, entity, body: record, ...index } }]);
  if (content !== undefined) await platform.files.write(uploadObjectName(record), content);
  await readImport(platform, record);
  await settle(platform);
  const found = await platform.store.get(key, importSchema);
  const list = stationResidents(PARTNERSHIP, OWN);
  const residents = await platform.store.queryIndex('gsi1', list, z.unknown(), { limit: 100 });
  return { record: found?.body, residents: residents.items.length };
}

const malformed = await malformedFiles();

test('more than twenty kinds are tried, by every reason there is but size, number of rows, and the mapping of a request', () => {
  expect(malformed.length).toBeGreaterThan(20);
  const tried = new Set(malformed.map(({ reason }) => reason));
  expect(Object.keys(unreadableReasons).filter((reason) => !tried.has(reason as never))).toEqual([
    'tooLarge',
    'tooManyRows',
    'unknownMapping',
  ]);
});

describe('a file with', () => {
  test.each(malformed)(
    '$what is refused by $reason, and nobody is written',
    async ({ format, content, reason }) => {
      const { record, residents } = await imported(format, content);
      expect(record).toMatchObject({ status: 'refused', refusal: { reason } });
      expect(record?.refusal?.message).toContain(unreadableReasons[reason]);
      expect(residents).toBe(0);
    },
  );

  test.each(malformedRows)(
    '%s (%s) is taken, but for that row, which comes back',
    async (_, format, row, reason) => {
      const good = ['程演', inventedNumber('1990-01-01'), '外地'];
      const header = ['姓名', '身份证号', '户籍'];
      const content =
        format === 'csv'
          ? [header.join(','), good.join(','), row].join('\r\n')
          : await workbook(sheetOf(textRow(...header) + textRow(...good) + row));
      const { record, residents } = await imported(format, content);
      expect(await outcomeOf(platform)).toMatchObject({ status: 'done', written: 1, rejected: 1 });
      expect(residents).toBe(1);
      if (record === undefined) throw new Error('The import is gone.');
      const back = await platform.files.read(rejectedFileName(record, record.cut?.cutId ?? ''));
      expect(back === undefined ? '' : await text(back.content)).toMatch(reason);
    },
  );
});

describe('a file of a gigabyte', () => {
  /** What pretends to be a file of this size, and says how much of it was read. */
  function huge(bytes: number, line: Buffer) {
    const state = { read: 0 };
    async function* content() {
      for (; state.read < GIGABYTE; state.read += line.length) yield line;
    }
    const found: FoundFile = { bytes, content: content() };
    platform.files.read = async () => found;
    return state;
  }

  test('that says so is not even begun', async () => {
    const state = huge(GIGABYTE, Buffer.alloc(65_536));
    expect((await imported('csv')).record).toMatchObject({ refusal: { reason: 'tooLarge' } });
    expect(state.read).toBe(0);
  });

  test.each(['csv', 'xlsx'] as const)(
    'that says it is small (%s) is read up to the limit, and no further',
    async (format) => {
      // One row of many cells after the other; an Excel file is looked into when all of it is there.
      const state = huge(1, Buffer.from(`演${' '.repeat(65_000)}\r\n`));
      const { record, residents } = await imported(format);
      expect(record).toMatchObject({ status: 'refused' });
      expect(['tooLarge', 'missingHeader', 'wrongFormat']).toContain(record?.refusal?.reason);
      expect(state.read).toBeLessThanOrEqual(settings.maxBytes + 65_536);
      expect(residents).toBe(0);
    },
  );

  test('below whose header rows never end is refused by their number', async () => {
    const state = huge(1, Buffer.from(`姓名,身份证号,户籍\r\n${'程演,,\r\n'.repeat(7_000)}`));
    expect((await imported('csv')).record).toMatchObject({ refusal: { reason: 'tooManyRows' } });
    expect(state.read).toBeLessThan(settings.maxBytes);
  });
});
