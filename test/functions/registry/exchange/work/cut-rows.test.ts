import { describe, expect, test } from 'vitest';

import { importLineSchema } from '#functions/registry/exchange/model/import-line.ts';
import type { ReadRow } from '#functions/registry/exchange/resident-tables.ts';
import { cutRows } from '#functions/registry/exchange/work/cut-rows.ts';
import { readJsonLines } from '#functions/registry/exchange/work/json-lines.ts';
import { rejectedLineSchema } from '#functions/registry/exchange/work/rejected-rows.ts';
import type { ResidentDetails } from '#functions/registry/model/resident.ts';
import { inventedResident } from '#test/support/residents.ts';

import { exchangePlatform, importRecord } from '../scene.ts';

const home = { address: '钱清镇一路1号', from: '2026-01-01', housing: 'rented', reportedBy: 'self' } as const;

async function cut(rows: readonly (Partial<ResidentDetails> & { readonly order?: number })[]) {
  const platform = exchangePlatform();
  const read = rows.map((row, index): ReadRow => ({
    row: index + 2,
    cells: [`row ${index + 2}`],
    details: inventedResident(row),
  }));
  const result = await cutRows(platform, importRecord(platform), 'C-1', ['姓名'], asRows(read));
  const names = platform.files.names;
  const lines = await Promise.all(
    names
      .filter((name) => name.includes('part-'))
      .map((name) => readJsonLines(platform.files, name, importLineSchema)),
  );
  const rejected = names.find((name) => name.endsWith('rejected-rows'));
  const back = await readJsonLines(platform.files, rejected ?? '', rejectedLineSchema);
  return { result, parts: lines, back: back.flatMap((line) => ('row' in line ? [line] : [])) };
}

async function* asRows(rows: readonly ReadRow[]): AsyncGenerator<ReadRow> {
  yield* rows;
}

describe('the rows of a file', () => {
  test('of one person become one, with the whole history', async () => {
    const { result, parts, back } = await cut([
      { registrations: [home] },
      { order: 413 },
      { registrations: [{ ...home, address: '瓜沥镇二路2号', from: '2026-03-01' }] },
    ]);

    expect(result).toEqual({ parts: 1, rowsRead: 3, rejected: 0 });
    expect(back).toEqual([]);
    expect(parts[0]?.map(({ rows }) => rows.map(({ row }) => row))).toEqual([[2, 4], [3]]);
    expect(parts[0]?.[0]?.details.registrations.map(({ from, to }) => [from, to])).toEqual([
      ['2026-01-01', '2026-02-28'],
      ['2026-03-01', undefined],
    ]);
  });

  test('come back when they say of somebody what another row denies', async () => {
    const { parts, back } = await cut([
      { registrations: [{ ...home, to: '2026-06-30' }] },
      { name: '程立峰' },
      { registrations: [{ ...home, address: '瓜沥镇二路2号', from: '2026-03-01' }] },
    ]);

    expect(parts[0]).toHaveLength(1);
    expect(back.map(({ row, cells, faults }) => [row, cells, faults[0]?.message])).toEqual([
      [3, ['row 3'], 'contradicts row 2, which has the same document'],
      [4, ['row 4'], 'overlaps the residence before it'],
    ]);
  });

  test('come back when their documents are those of two people', async () => {
    const passport = { type: 'passport' as const, number: 'E12345678', country: 'CHN' };
    const [card] = inventedResident().documents;
    const { back } = await cut([
      {},
      { documents: [passport] },
      { documents: card === undefined ? [] : [card, passport] },
    ]);

    expect(back.map(({ row, faults }) => [row, faults[0]?.field])).toEqual([[4, 'documents']]);
  });

  test('are cut into parts of a thousand people', async () => {
    const people = Array.from({ length: 2001 }, (_, index) => ({
      order: index % 1000,
      birthDate: `1985-03-${10 + Math.floor(index / 1000)}`,
    }));

    const { result, parts } = await cut(people);

    expect(result.parts).toBe(3);
    expect(parts.map((lines) => lines.length)).toEqual([1000, 1000, 1]);
  });
});
