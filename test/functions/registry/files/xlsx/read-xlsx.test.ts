import { describe, expect, test } from 'vitest';

import { readXlsx } from '#functions/registry/files/xlsx/read-xlsx.ts';
import { sheetOf, textRow, workbook, type Parts } from '#test/support/workbooks.ts';

const limits = {
  maxRows: 100,
  maxColumns: 10,
  maxCellCharacters: 20,
  maxUnpackedBytes: 10_000_000,
  maxUnpackedRatio: 200,
};

async function read(...parts: readonly Parts[]): Promise<string[]> {
  const found: string[] = [];
  for await (const { row, cells, faults } of readXlsx(await workbook(...parts), limits))
    found.push(`${row}: ${cells.join('|')}${faults.map(({ message }) => ` ! ${message}`).join('')}`);
  return found;
}

const cells = (xml: string) => sheetOf(`<row r="2">${xml}</row>`);

describe('an Excel file', () => {
  test('is read row by row, under the numbers that the program shows', async () => {
    const rows = `${textRow('姓名', '户籍')}<row r="4"><c r="B4" t="inlineStr"><is><t>外地</t></is></c></row>`;
    expect(await read(sheetOf(rows))).toEqual(['1: 姓名|户籍', '4: |外地']);
  });

  test('has texts that it shares, without how they look and how they are pronounced', async () => {
    const strings =
      '<sst><si><t>沈</t><rPh><t>SHEN</t></rPh></si><si><r><t>演</t></r><r><t>员</t></r></si></sst>';
    const parts = { 'xl/sharedStrings.xml': strings };
    expect(await read(parts, cells('<c t="s"><v>0</v></c><c t="s"><v>1</v></c>'))).toEqual(['2: 沈|演员']);
    expect(await read(parts, cells('<c t="s"><v>2</v></c>'))).toEqual([expect.stringContaining('not there')]);
  });

  test('says days as days, by its own formats and by those of every program', async () => {
    const xf = (...ids: readonly number[]) => ids.map((id) => `<xf numFmtId="${id}"/>`).join('');
    const formats =
      '<numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="171" formatCode="0.0&quot;d&quot;"/>';
    const styles = {
      'xl/styles.xml': `<styleSheet><numFmts>${formats}</numFmts><cellXfs>${xf(0, 14, 170, 171, 31)}</cellXfs></styleSheet>`,
    };
    const number = (style: number, value: number) => `<c s="${style}"><v>${value}</v></c>`;
    const row = cells(
      number(0, 46_083) + number(1, 46_083) + number(2, 46_083.7) + number(3, 46_083) + number(4, 59),
    );
    expect(await read(styles, row)).toEqual(['2: 46083|2026-03-02|2026-03-02|46083|1900-02-28']);
    expect(await read(styles, cells(number(1, 60)))).toEqual([expect.stringContaining('is none')]);
    const from1904 = {
      'xl/workbook.xml':
        '<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet r:id="rId1"/></sheets></workbook>',
    };
    expect(await read(styles, from1904, cells(number(1, 44_621)))).toEqual(['2: 2026-03-02']);
  });

  test('says in merged cells what the first of them says', async () => {
    const merged = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:A3"/></mergeCells>';
    const rows = `${textRow('登记表')}${textRow('衙演路1号', '沈演')}<row><c/><c t="inlineStr"><is><t>程演</t></is></c></row>${textRow('衙演路2号')}`;
    expect(await read(sheetOf(rows, merged))).toEqual([
      '1: 登记表|登记表',
      '2: 衙演路1号|沈演',
      '3: 衙演路1号|程演',
      '4: 衙演路2号',
    ]);
  });

  test('is read by the first sheet that is not hidden', async () => {
    const book =
      '<workbook xmlns:r="r"><sheets><sheet state="hidden" r:id="rId9"/><sheet r:id="rId1"/></sheets></workbook>';
    expect(await read({ 'xl/workbook.xml': book }, sheetOf(textRow('一')))).toEqual(['1: 一']);
  });

  test.each([
    ['<c><f>A1</f><v>1</v></c>', 'is a formula'],
    ['<c t="e"><v>#REF!</v></c>', 'holds an error'],
    ['<c><v>990000198503124116</v></c>', 'more than 15 digits'],
    ['<c><v>einundzwanzig</v></c>', 'neither a number nor a text'],
    [`<c t="inlineStr"><is><t>${'演'.repeat(21)}</t></is></c>`, 'longer than 20'],
  ])('with a cell %s gives the row back', async (cell, message) => {
    expect(await read(cells(cell))).toEqual([expect.stringMatching(new RegExp(`! .*${message}.*column A`))]);
  });

  test('may have more styled columns than are taken, as long as they are empty', async () => {
    expect(await read(cells('<c r="A2"><v>1</v></c><c r="XFD2" s="1"/>'))).toEqual(['2: 1']);
    await expect(read(cells('<c r="K2"><v>1</v></c>'))).rejects.toMatchObject({ reason: 'tooManyColumns' });
  });
});
