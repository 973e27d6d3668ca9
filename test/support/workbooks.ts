import { buffer } from 'node:stream/consumers';

import { ZipFile } from 'yazl';

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const TYPE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet';

/** Parts of an Excel file by name; undefined leaves one out. */
export type Parts = Readonly<Record<string, string | undefined>>;

/** The parts that make a workbook of a sheet. */
export const workbookParts = {
  'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="r"><sheets><sheet name="一" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Type="${TYPE}" Target="worksheets/sheet1.xml"/></Relationships>`,
} as const;

/** A sheet's part with these rows and what stands behind them. */
export function sheetOf(rows: string, behind = ''): Parts {
  return {
    'xl/worksheets/sheet1.xml': `<worksheet ${MAIN}><sheetData>${rows}</sheetData>${behind}</worksheet>`,
  };
}

/** A row of texts. */
export function textRow(...cells: readonly string[]): string {
  return `<row>${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`;
}

/** An Excel file of these parts besides those that make it one. */
export async function workbook(...parts: readonly Parts[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, xml] of Object.entries(Object.assign({}, workbookParts, ...parts) as Parts))
    if (xml !== undefined) zip.addBuffer(Buffer.from(xml), name);
  zip.end();
  return buffer(zip.outputStream);
}
