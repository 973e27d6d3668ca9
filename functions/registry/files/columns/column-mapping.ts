import { UnreadableFileError } from '#functions/registry/files/unreadable-file-error.ts';
import { plainTerm } from '#functions/registry/store/resident-terms.ts';

import type { ColumnSet } from './column-set.ts';

/** Which column of a file stands for which field. */
export interface ColumnMapping<Field extends string> {
  /** Column from 0, by field. */
  readonly columns: ReadonlyMap<Field, number>;
  /** Columns that nobody understands, as a spreadsheet names them: `F`. What stands in them is not used. */
  readonly unknownColumns: readonly string[];
}

/**
 * Maps the headers of a file to fields: as `chosen` says (field by header), otherwise by the names that stations use.
 * @throws UnreadableFileError `missingHeader`, `duplicateHeader`, or `unknownMapping`
 */
export function columnMapping<Field extends string>(
  headers: readonly string[],
  set: ColumnSet<Field>,
  chosen: Readonly<Record<string, string>> = {},
): ColumnMapping<Field> {
  const byHeader = new Map(
    set.columns.flatMap(({ field, headers: names }) => names.map((name) => [plainTerm(name), field])),
  );
  for (const [header, field] of chosenFields(headers, set, chosen)) byHeader.set(header, field);
  const columns = new Map<Field, number>();
  const unknownColumns: string[] = [];
  for (const [index, header] of headers.entries()) {
    const field = byHeader.get(plainTerm(header));
    if (field === undefined) {
      unknownColumns.push(columnName(index));
      continue;
    }
    const other = columns.get(field);
    if (other !== undefined)
      throw new UnreadableFileError('duplicateHeader', `${columnName(other)} and ${columnName(index)}`);
    columns.set(field, index);
  }
  const missing = set.required.filter((fields) => !fields.some((field) => columns.has(field)));
  if (missing.length > 0) throw new UnreadableFileError('missingHeader', missingText(set, missing));
  return { columns, unknownColumns };
}

/** A column from 0 as a spreadsheet names it: 0 is `A`, 26 is `AA`. */
export function columnName(index: number): string {
  const before = Math.floor(index / 26);
  return (before === 0 ? '' : columnName(before - 1)) + String.fromCodePoint(65 + (index % 26));
}

function chosenFields<Field extends string>(
  headers: readonly string[],
  set: ColumnSet<Field>,
  chosen: Readonly<Record<string, string>>,
): [header: string, field: Field][] {
  const present = new Set(headers.map(plainTerm));
  return Object.entries(chosen).map(([header, name]) => {
    const field = set.columns.find((column) => column.field === name)?.field;
    if (field === undefined) throw new UnreadableFileError('unknownMapping', `field ${name}`);
    if (!present.has(plainTerm(header))) throw new UnreadableFileError('unknownMapping', `column ${header}`);
    return [plainTerm(header), field];
  });
}

function missingText<Field extends string>(
  set: ColumnSet<Field>,
  missing: readonly (readonly Field[])[],
): string {
  const headerOf = (field: Field) =>
    set.columns.find((column) => column.field === field)?.headers[0] ?? field;
  return missing.map((fields) => fields.map(headerOf).join(' / ')).join(', ');
}
