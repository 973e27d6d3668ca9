import { describe, expect, test } from 'vitest';

import { rowsOfList, type RowsOfList } from '#functions/registry/wanted/list/rows-of-list.ts';

import { listOf, plainNoticeTables, type Told } from './plain-notice-tables.ts';

const TODAY = '2027-03-01';

async function read(...told: readonly Told[]): Promise<RowsOfList> {
  const content = Buffer.from(listOf(...told));
  const source = { bytes: content.length, content: inPieces(content) };
  const { rows } = await plainNoticeTables.read(source, 'csv', undefined);
  return rowsOfList(rows, TODAY);
}

async function* inPieces(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
}

describe('a list of notices that is read', () => {
  test('says of each notice that it is in force, or withdrawn', async () => {
    const { lines, rowsRead } = await read({ number: 'TJ-11' }, { number: 'TJ-12', withdrawn: true });
    expect(lines).toMatchObject([
      { row: 2, change: 'inForce', details: { number: 'TJ-11' } },
      { row: 3, change: 'withdrawn', details: { number: 'TJ-12' } },
    ]);
    expect(rowsRead).toBe(2);
  });

  test('gives back a second row of the same notice', async () => {
    const { lines, rejected } = await read({ number: 'TJ-11' }, { number: 'TJ-11', name: '王芳' });
    expect(lines).toHaveLength(1);
    expect(rejected).toMatchObject([
      { row: 3, faults: [{ field: 'number', message: expect.stringContaining('row 2') as string }] },
    ]);
  });

  test('gives back a notice whose validity has ended, but not its withdrawal', async () => {
    const { lines, rejected } = await read(
      { number: 'TJ-11', validTo: '2027-02-28' },
      { number: 'TJ-12', validTo: TODAY },
      { number: 'TJ-13', validTo: '2027-02-28', withdrawn: true },
    );
    expect(rejected.map(({ row }) => row)).toEqual([2]);
    expect(lines.map(({ row }) => row)).toEqual([3, 4]);
  });

  test('names a notice whose row comes back, and counts the rows that name none', async () => {
    const { numbers, unnamed, rejected } = await read({ number: 'TJ-11', name: '程12' }, { number: '' });
    expect(rejected).toHaveLength(2);
    expect([...numbers]).toEqual(['TJ-11']);
    expect(unnamed).toBe(1);
  });
});
