import { readWholeXml } from './read-xml.ts';

/** Cells that are one: rows and columns from 0, the last ones included. */
export interface MergedCells {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** The row and column, from 0, of a reference such as `AB12`; undefined when it is none. */
export function placeOf(reference: string): { readonly row: number; readonly column: number } | undefined {
  const [, letters, digits] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference) ?? [];
  if (letters === undefined || digits === undefined) return undefined;
  let column = 0;
  for (const letter of letters) column = column * 26 + (letter.codePointAt(0) ?? 0) - 64;
  return { row: Number(digits) - 1, column: column - 1 };
}

/** The merged cells of a sheet, from top to bottom; they are told behind its rows. */
export async function readMergedCells(sheet: AsyncIterable<string>): Promise<readonly MergedCells[]> {
  const found: MergedCells[] = [];
  await readWholeXml(sheet, {
    open: (name, { ref = '' }) => {
      if (name !== 'mergeCell') return;
      const [from, to] = ref.split(':').map(placeOf);
      if (from !== undefined && to !== undefined)
        found.push({ top: from.row, left: from.column, bottom: to.row, right: to.column });
    },
  });
  return found.toSorted((one, other) => one.top - other.top);
}
