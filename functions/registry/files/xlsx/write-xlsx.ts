import { PassThrough, Readable } from 'node:stream';

import { ZipFile } from 'yazl';

/** No file says when it was written: the same residents make the same file. */
const options = { mtime: new Date('2000-01-01T00:00:00Z') };
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** How much of the sheet is put together before it is passed on, in characters. */
const PIECE = 65_536;
/** What XML cannot hold: control characters, and halves of characters (XML 1.0, 2.2). */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const parts: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
};

/**
 * An Excel file (ECMA-376) of one sheet with these rows, as a stream: a file of any size takes the memory of a piece. Every cell
 * is a text, so that no program rounds a number, turns it into a day, or carries it out as a formula.
 */
export function writeXlsx(rows: AsyncIterable<readonly string[]>): AsyncIterable<Uint8Array> {
  const zip = new ZipFile();
  for (const [name, xml] of Object.entries(parts))
    zip.addBuffer(Buffer.from(DECLARATION + xml), name, options);
  const sheet = Readable.from(sheetXml(rows), { objectMode: false });
  const out = new PassThrough();
  zip.outputStream.pipe(out);
  // Whoever reads the file hears of what went wrong with the rows.
  sheet.on('error', (error) => out.destroy(error));
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml', options);
  zip.end();
  return out;
}

async function* sheetXml(rows: AsyncIterable<readonly string[]>): AsyncGenerator<Uint8Array> {
  let xml = `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetData>`;
  for await (const row of rows) {
    xml += `<row>${row.map(cellXml).join('')}</row>`;
    if (xml.length < PIECE) continue;
    yield Buffer.from(xml);
    xml = '';
  }
  yield Buffer.from(`${xml}</sheetData></worksheet>`);
}

function cellXml(cell: string): string {
  return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
}

/** What looks like the code of a sign is kept from being taken for one. */
function escaped(text: string): string {
  return text
    .replaceAll(FORBIDDEN, '')
    .replaceAll(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('\r', '&#13;');
}
