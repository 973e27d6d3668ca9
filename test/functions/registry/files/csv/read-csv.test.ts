import { describe, expect, test } from 'vitest';

import { readCsv } from '#functions/registry/files/csv/read-csv.ts';

const limits = { maxRows: 100, maxColumns: 10, maxCellCharacters: 20 };

/** 'GBK' as stations' programs write it: 姓名,户籍 / 沈演,外地. */
const GBK = Buffer.from('d0d5c3fb2cbba7bcae0d0ac9f2d1dd2ccde2b5d80d0a', 'hex');

/** A file in pieces of so many bytes, which says how many were asked for. */
function file(content: string | Uint8Array, pieceBytes = 7) {
  const bytes = Buffer.from(content);
  const state = { pieces: 0, closed: false };
  async function* pieces() {
    try {
      for (let at = 0; at < bytes.length; at += pieceBytes) {
        state.pieces++;
        yield bytes.subarray(at, at + pieceBytes);
      }
    } finally {
      state.closed = true;
    }
  }
  return { state, content: pieces() };
}

async function rowsOf(content: AsyncIterable<Uint8Array>): Promise<string[]> {
  const found: string[] = [];
  for await (const { row, cells, faults } of readCsv(content, limits))
    found.push(`${row}: ${cells.join('|')}${faults.map(({ message }) => ` ! ${message}`).join('')}`);
  return found;
}

const read = (content: string | Uint8Array, pieceBytes?: number) => rowsOf(file(content, pieceBytes).content);

describe('a CSV file', () => {
  test.each([1, 2, 3, 5, 7, 1000])('in UTF-8 or GB18030, in pieces of %i bytes', async (pieceBytes) => {
    const expected = ['1: 姓名|户籍', '2: 沈演|外地'];
    const text = '姓名,户籍\r\n沈演,外地\r\n';
    expect(await read(text, pieceBytes)).toEqual(expected);
    expect(await read(`\uFEFF${text}`, pieceBytes)).toEqual(expected);
    expect(await read(GBK, pieceBytes)).toEqual(expected);
  });

  test('whose first lines are ASCII, and whose encoding shows late', async () => {
    const ascii = 'a,b\n'.repeat(30);
    expect((await read(Buffer.concat([Buffer.from(ascii), GBK]))).at(-1)).toBe('32: 沈演|外地');
    expect((await read(`${ascii}沈演,外地`)).at(-1)).toBe('31: 沈演|外地');
  });

  test.each([',', ';', '\t'])('with cells parted by %j', async (separator) => {
    expect(await read(['姓名', '户籍\n沈演', '外地'].join(separator))).toEqual([
      '1: 姓名|户籍',
      '2: 沈演|外地',
    ]);
  });

  test('in GB18030 whose first characters look like UTF-8', async () => {
    // 联通,移动
    expect(await read(Buffer.from('c1aacda82cd2c6b6af0a', 'hex'))).toEqual(['1: 联通|移动']);
  });

  test('with quotes, line breaks in cells, empty rows, and rows of other lengths', async () => {
    expect(await read('a,"b ""c""\nd"\n\n,\ne\n"f",g,h')).toEqual(['1: a|b "c"\nd', '4: e', '5: f|g|h']);
  });

  test('gives a cell that is too long back with its row', async () => {
    expect(await read(`a,${'x'.repeat(21)}\nb,c`)).toEqual([
      `1: a|${'x'.repeat(20)} ! is longer than 20 characters (column B)`,
      '2: b|c',
    ]);
  });
});

describe('a file is refused whole', () => {
  test.each([
    ['utf16', Buffer.from('\uFEFF姓名,户籍', 'utf16le')],
    ['utf16', Buffer.from('name,sex\nA,B\n', 'utf16le')],
    ['notText', Buffer.from('a,b\nc,\0\n')],
    ['oldExcel', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['wrongFormat', Buffer.from('504b030414000600', 'hex')],
    ['wrongEncoding', Buffer.from('a,caf\xe9 x\nb', 'latin1')],
    ['wrongEncoding', Buffer.concat([Buffer.from('姓名,户籍\n'), GBK])],
    ['wrongEncoding', Buffer.from('姓名,户籍\n沈').subarray(0, -1)],
    ['quoteNotClosed', 'a,b\n"c,d\ne,f'],
    ['quoteNotClosed', `a,"${'x'.repeat(1_100_000)}`],
    ['tooManyColumns', 'a,b\n1,2,3,4,5,6,7,8,9,10,11'],
    ['tooManyRows', 'a,b\n'.repeat(101)],
  ])('%s', async (reason, content) => {
    await expect(read(content, 1000)).rejects.toMatchObject({ name: 'UnreadableFileError', reason });
  });

  test('that is 1 GB of rows, read no further than the limit', async () => {
    let pieces = 0;
    const piece = Buffer.from('沈演,外地\n'.repeat(5_000));
    async function* endless() {
      for (;;) {
        pieces++;
        yield piece;
      }
    }
    await expect(rowsOf(endless())).rejects.toMatchObject({ reason: 'tooManyRows' });
    expect(pieces).toBeLessThan(10);
  });
});

test('whoever stops reading closes the file', async () => {
  const { state, content } = file('a,b\n'.repeat(90), 4);
  for await (const row of readCsv(content, limits)) {
    expect(row.row).toBe(1);
    break;
  }
  await new Promise(setImmediate);
  expect(state.closed).toBe(true);
});
