import { text } from 'node:stream/consumers';

import type { ReadRow, ResidentTables } from '#functions/registry/exchange/resident-tables.ts';
import { UnreadableFileError } from '#functions/registry/files/unreadable-file-error.ts';
import { residentDetailsSchema, type ResidentDetails } from '#functions/registry/model/resident.ts';

/** Fields of the header that these tests use. */
const fields: Readonly<Record<string, string>> = { 姓名: 'name', 身份证号: 'number', 资料: 'rest' };

/** Tables of the simplest kind, for tests of what becomes of the rows: cells parted by tabs, what is not named in one of JSON. */
export const plainTables: ResidentTables = {
  async read({ content }, _format, mapping = {}) {
    const [header = '', ...lines] = (await text(content)).split('\n');
    const headers = header.split('\t');
    const columns = headers.map((name) => mapping[name] ?? fields[name]);
    if (!columns.includes('name')) throw new UnreadableFileError('missingHeader');
    return {
      headers,
      unknownColumns: columns.flatMap((field, index) =>
        field === undefined ? [String.fromCodePoint(65 + index)] : [],
      ),
      rows: readRows(lines, columns),
    };
  },
  async *write(residents) {
    yield Buffer.from(Object.keys(fields).join('\t'));
    for await (const resident of residents) yield Buffer.from(`\n${lineOf(resident)}`);
  },
};

async function* readRows(
  lines: readonly string[],
  columns: readonly (string | undefined)[],
): AsyncGenerator<ReadRow> {
  for (const [index, line] of lines.entries()) {
    if (line === '"') throw new UnreadableFileError('quoteNotClosed');
    const cells = line.split('\t');
    const cell = (field: string) => cells[columns.indexOf(field)] ?? '';
    const parsed = residentDetailsSchema.safeParse({
      name: cell('name'),
      documents: [{ type: 'identityCard', number: cell('number') }],
      ...(cell('rest') === '' ? {} : { ...(JSON.parse(cell('rest')) as object) }),
    });
    const row = index + 2;
    yield parsed.success
      ? { row, cells, details: parsed.data }
      : { row, cells, faults: [{ field: '身份证号', message: 'has a wrong check character' }] };
  }
}

/** A resident as a line of such a table. */
export function lineOf({ name, documents: [document], ...rest }: ResidentDetails): string {
  return [name, document?.number ?? '', JSON.stringify(rest)].join('\t');
}
