/** What a spreadsheet program would carry out as a formula (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;
const GUARDED = /^'(?=[=+\-@\t\r])/;

/** Spreadsheet programs take a CSV for UTF-8 by this mark. */
export const UTF8_MARK = '\uFEFF';

/** A row as a line of CSV (RFC 4180), in which no cell is a formula: such a one gets an apostrophe before it. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(guarded).join(',')}\r\n`;
}

/** A cell without the apostrophe that `csvLine` put before it. */
export function unguarded(cell: string): string {
  return cell.replace(GUARDED, '');
}

function guarded(cell: string): string {
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return `"${text.replaceAll('"', '""')}"`;
}
