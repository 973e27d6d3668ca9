import { told } from '#functions/registry/exchange/merge/told.ts';
import type { NoticeField } from '#functions/registry/files/columns/notice-columns.ts';
import type { TableRow } from '#functions/registry/files/table/table-row.ts';
import { noticeDetailsSchema } from '#functions/registry/model/notice.ts';
import type { NoticeRow } from '#functions/registry/wanted/list/notice-tables.ts';

import { codeText } from './cell-text.ts';
import { personOfRow } from './person-of-row.ts';
import { RowReading, type FileColumns, type Reading } from './row-reading.ts';
import { vocabulary } from './vocabulary.ts';

/** Words for a validity without an end. */
const WITHOUT_END: readonly string[] = ['长期', '长期有效', '永久'];

/** Columns in which parts of the model stand; all others are called as they are. */
const COLUMNS: Readonly<Record<string, NoticeField>> = {
  otherNames: 'formerNames',
  documents: 'identityNumber',
};

/** What a row of a wanted list says of a notice, or everything because of which it comes back. */
export function noticeRow(row: TableRow, columns: FileColumns<NoticeField>): NoticeRow {
  const reading = new RowReading(row, columns);
  const { contradictions, ...who } = personOfRow(reading);
  for (const field of contradictions) reading.fault(field, 'differs from the identity number');
  const number = reading.code('number');
  const change = reading.word('change', vocabulary.change) ?? 'inForce';
  const said = {
    ...who,
    number: number ?? reading.fault('number', 'is missing'),
    offence: reading.text('offence') ?? reading.fault('offence', 'is missing'),
    issuedBy: reading.text('issuedBy') ?? reading.fault('issuedBy', 'is missing'),
    issuedOn: reading.date('issuedOn') ?? reading.fault('issuedOn', 'is missing'),
    validTo: lastDay(reading),
  };
  const parsed = noticeDetailsSchema.safeParse(told(said));
  for (const { path, message } of parsed.error?.issues ?? []) reading.fault(columnOf(path[0]), message);
  const { row: place, cells } = row;
  if (reading.faults.length === 0 && parsed.success)
    return { row: place, cells, details: parsed.data, change };
  return { row: place, cells, faults: reading.faults, ...(number === undefined ? {} : { number }) };
}

function lastDay(reading: Reading<NoticeField>): string | undefined {
  const text = codeText(reading.cell('validTo'));
  return text !== undefined && WITHOUT_END.includes(text) ? undefined : reading.date('validTo');
}

function columnOf(part: PropertyKey | undefined): NoticeField {
  const name = String(part);
  return COLUMNS[name] ?? (name as NoticeField);
}
