import type { TableFormat } from '#functions/registry/files/table-format.ts';
import type { UnreadableReason } from '#functions/registry/files/unreadable-file-error.ts';
import { inventedNumber } from '#test/support/residents.ts';
import { sheetOf, textRow, workbook } from '#test/support/workbooks.ts';

/** A file that is refused whole. */
export interface MalformedFile {
  readonly what: string;
  readonly format: TableFormat;
  readonly content: Uint8Array | string;
  readonly reason: UnreadableReason;
}

const number = inventedNumber();
const HEADER = '姓名,身份证号,户籍';
const GOOD = `程演,${number},外地`;
const FILE = `${HEADER}\r\n${GOOD}\r\n`;
/** 沈演 in GB18030. */
const IN_GB18030 = Buffer.from('c9f2d1dd', 'hex');
const goodRows = textRow('姓名', '身份证号', '户籍') + textRow('程演', number, '外地');
const compound = Buffer.from('d0cf11e0a1b11ae1', 'hex');

const csv = (what: string, content: Uint8Array | string, reason: UnreadableReason): MalformedFile => ({
  what,
  format: 'csv',
  content,
  reason,
});
const xlsx = (what: string, content: Uint8Array | string, reason: UnreadableReason): MalformedFile => ({
  what,
  format: 'xlsx',
  content,
  reason,
});

/** Files as they go wrong at stations, each with the reason for which it is refused. */
export async function malformedFiles(): Promise<readonly MalformedFile[]> {
  const good = await workbook(sheetOf(goodRows));
  const spoiled = Buffer.from(good);
  const local = spoiled.indexOf('xl/worksheets/sheet1.xml');
  // A byte of what is packed, behind the name of the part.
  spoiled.writeUInt8(spoiled.readUInt8(local + 60) ^ 0xff, local + 60);
  const bomb = await workbook(sheetOf(goodRows, ' '.repeat(40_000_000)));
  const many = Object.fromEntries(Array.from({ length: 2_100 }, (_, part) => [`xl/media/${part}.xml`, '']));
  const doctype = `<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>`;
  return [
    csv('nothing at all', '', 'empty'),
    csv('empty rows alone', '\r\n,,\r\n', 'empty'),
    csv('a header and nothing below it', `${HEADER}\r\n`, 'noRows'),
    csv('no header', `${GOOD}\r\n`, 'missingHeader'),
    csv('no column of documents', '姓名,户籍\r\n程演,外地\r\n', 'missingHeader'),
    csv('two columns for the same', `${HEADER},公民身份号码\r\n${GOOD},${number}\r\n`, 'duplicateHeader'),
    csv('UTF-16', Buffer.from(`\uFEFF${FILE}`, 'utf16le'), 'utf16'),
    csv('UTF-16 without a mark', Buffer.from(FILE, 'utf16le'), 'utf16'),
    csv(
      'UTF-8 at first and GB18030 below',
      Buffer.concat([Buffer.from(FILE), IN_GB18030, Buffer.from(`,${number},\r\n`)]),
      'wrongEncoding',
    ),
    csv('NUL bytes', `${FILE}${'\0'.repeat(9)}`, 'notText'),
    csv('a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'notText'),
    csv('a quote that nobody closes', `${HEADER}\r\n"${GOOD}\r\n`, 'quoteNotClosed'),
    csv('cut within a quoted cell', `${HEADER}\r\n${GOOD}\r\n"沈`, 'quoteNotClosed'),
    csv('far too many columns', `${HEADER}${',演'.repeat(200)}\r\n${GOOD}\r\n`, 'tooManyColumns'),
    csv('an Excel file that is called CSV', good, 'wrongFormat'),
    csv('an old Excel file that is called CSV', compound, 'oldExcel'),
    xlsx('nothing at all, as Excel', '', 'empty'),
    xlsx('a CSV that is called Excel', FILE, 'wrongFormat'),
    xlsx('an old Excel file', compound, 'oldExcel'),
    xlsx(
      'protected by a password',
      Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le')]),
      'encrypted',
    ),
    xlsx('cut in half', good.subarray(0, good.length / 2), 'damaged'),
    xlsx('a byte of it changed', spoiled, 'damaged'),
    xlsx('an archive of something else', await workbook({ 'xl/workbook.xml': undefined }), 'wrongFormat'),
    xlsx('no sheet', await workbook({ 'xl/workbook.xml': '<workbook><sheets/></workbook>' }), 'noSheet'),
    xlsx('a sheet that is named and not there', await workbook(), 'noSheet'),
    xlsx(
      'XML that ends too early',
      await workbook({ 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${goodRows}` }),
      'damaged',
    ),
    xlsx(
      'entities that unfold',
      await workbook({ 'xl/worksheets/sheet1.xml': `${doctype}<worksheet><sheetData/></worksheet>` }),
      'forbiddenMarkup',
    ),
    xlsx('a bomb of one part', bomb, 'unpacksTooLarge'),
    xlsx('a bomb of many parts', await workbook(sheetOf(goodRows), many), 'unpacksTooLarge'),
    xlsx('no row below the header', await workbook(sheetOf(textRow('姓名', '身份证号', '户籍'))), 'noRows'),
    xlsx(
      'a header that is merged over two columns',
      await workbook(
        sheetOf(
          textRow('姓名', '', '身份证号', '户籍') + textRow('程', '演', number, '外地'),
          '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
        ),
      ),
      'duplicateHeader',
    ),
  ];
}

/** Rows that come back, among others that are taken, with a word of the reason. */
export const malformedRows: readonly (readonly [
  what: string,
  format: TableFormat,
  row: string,
  reason: RegExp,
])[] = [
  ['half a row', 'csv', '沈演,9900', /身份证号 must have 18 digits/],
  [
    'more cells than there are headers, the number being elsewhere',
    'csv',
    `,沈演,${number},外地`,
    /姓名 is missing/,
  ],
  ['a number in scientific notation', 'csv', '沈演,9.90E+17,外地', /rounded/],
  ['a cell of a whole page', 'csv', `${'演'.repeat(600)},${number},外地`, /longer than/],
  [
    'a formula',
    'xlsx',
    '<row><c t="inlineStr"><is><t>沈演</t></is></c><c><f>B2</f><v>1</v></c><c t="inlineStr"><is><t>外地</t></is></c></row>',
    /formula/,
  ],
  [
    'a number that lost its last digits',
    'xlsx',
    '<row><c t="inlineStr"><is><t>沈演</t></is></c><c><v>990000198503124116</v></c><c t="inlineStr"><is><t>外地</t></is></c></row>',
    /15 digits/,
  ],
  [
    'an error of the program',
    'xlsx',
    '<row><c t="e"><v>#N/A</v></c><c t="inlineStr"><is><t>9900</t></is></c></row>',
    /error/,
  ],
];
