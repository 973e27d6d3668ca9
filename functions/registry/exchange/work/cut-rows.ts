import type { ExchangePlatform } from '#functions/registry/exchange/exchange-platform.ts';
import type { ImportRecord } from '#functions/registry/exchange/model/import-record.ts';
import { partFileName, rejectedRowsName } from '#functions/registry/exchange/model/object-names.ts';
import type { ReadRow } from '#functions/registry/exchange/resident-tables.ts';

import { writeJsonLines } from './json-lines.ts';
import { PeopleOfFile } from './people-of-file.ts';
import type { RejectedRow } from './rejected-rows.ts';

/**
 * People of a part. One piece of work writes them within seconds, and they are compared with the wanted list together, which is
 * read once for all of them.
 */
const PEOPLE_OF_A_PART = 1_000;

/** What a file was cut into. */
export interface CutRows {
  readonly parts: number;
  readonly rowsRead: number;
  /** Rows that come back as they cannot be understood. */
  readonly rejected: number;
}

/**
 * Cuts the rows of a file into parts of people, and keeps them under the name of this reading. The file is read to its end before
 * anything is kept: of a broken one nothing stays.
 */
export async function cutRows(
  { files }: ExchangePlatform,
  record: ImportRecord,
  cutId: string,
  headers: readonly string[],
  rows: AsyncIterable<ReadRow>,
): Promise<CutRows> {
  const people = new PeopleOfFile();
  const rejected: RejectedRow[] = [];
  let rowsRead = 0;
  for await (const read of rows) {
    rowsRead++;
    const row = { row: read.row, cells: [...read.cells] };
    const faults = 'faults' in read ? read.faults : people.add(row, read.details);
    if (faults !== undefined) rejected.push({ ...row, faults: [...faults] });
  }
  await writeJsonLines(files, rejectedRowsName(record, cutId), [{ headers }, ...rejected]);
  const { lines } = people;
  const parts = Math.ceil(lines.length / PEOPLE_OF_A_PART);
  for (let part = 1; part <= parts; part++) {
    const slice = lines.slice((part - 1) * PEOPLE_OF_A_PART, part * PEOPLE_OF_A_PART);
    await writeJsonLines(files, partFileName(record, cutId, part), slice);
  }
  return { parts, rowsRead, rejected: rejected.length };
}
